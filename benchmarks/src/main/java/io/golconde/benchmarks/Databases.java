package io.golconde.benchmarks;

import io.golconde.testkit.Await;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The databases of one measurement, of the same name on both servers: new, so that no measurement inherits anything.
 */
record Databases(Lab lab, String name) implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Changes the row and adds the one that come last in their tables. */
    private static final String WRITE_END = "SELECT write_pair(0, 1)";

    private static final String END = "SELECT (SELECT balance FROM account WHERE id = 0) || '/' || max(id) FROM entry";
    private static final String CONTENT = """
            SELECT (SELECT count(*) || '/' || sum(balance) || '/' || max(changed_at) FROM account)
                || ' and ' || count(*) || '/' || sum(amount) || '/' || max(changed_at) FROM entry""";

    static Databases create(Lab lab, String name) throws SQLException {
        return create(lab, name, "source.sql", "target.sql");
    }

    /** Databases of other tables, which these files make. */
    static Databases create(Lab lab, String name, String sourceFile, String targetFile) throws SQLException {
        lab.source().createDatabase(name);
        lab.target().createDatabase(name);
        Databases databases = new Databases(lab, name);
        try (Connection source = databases.source();
                Connection target = databases.target()) {
            execute(source, Resource.text(sourceFile));
            execute(target, Resource.text(targetFile));
        }
        return databases;
    }

    String sourceUrl() {
        return lab.source().jdbcUrl(name);
    }

    /** The caller closes it. */
    Connection source() throws SQLException {
        return lab.source().connect(name);
    }

    /** The caller closes it. */
    Connection target() throws SQLException {
        return lab.target().connect(name);
    }

    /** Returns once all that was written to the source is in the target; fails if they differ then. */
    void awaitEqual() throws SQLException {
        try (Connection source = source();
                Connection target = target()) {
            execute(source, WRITE_END);
            String end = ask(source, END);
            Await.until(name + " to catch up", PATIENCE, () -> Objects.equals(end, ask(target, END)));
            String expected = ask(source, CONTENT);
            String found = ask(target, CONTENT);
            if (!Objects.equals(expected, found)) {
                throw new IllegalStateException("%s lost or repeated changes: the source has %s, the target %s"
                        .formatted(name, expected, found));
            }
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static @Nullable String ask(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    /** Waits until the contender has left, and drops all. */
    @Override
    public void close() throws SQLException {
        try (Connection source = lab.source().connect("postgres");
                Connection target = lab.target().connect("postgres")) {
            drop(source);
            drop(target);
        }
    }

    private void drop(Connection connection) throws SQLException {
        String users = "SELECT count(*) FROM pg_stat_activity WHERE datname = '" + name + "'";
        Await.until("all to leave " + name, PATIENCE, () -> "0".equals(ask(connection, users)));
        execute(
                connection,
                "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE database = '" + name + "'");
        execute(connection, "DROP DATABASE " + name);
    }
}
