package io.golconde.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/** What the changes of a topic are, as apply.sql writes them. */
enum ChangeKind {
    /** Of rows half of which are there. */
    UPSERTS,
    /** Four upserts, then a delete, and so on. */
    MIXED,
    DELETES;

    private static final String CLOCK = "ALTER TABLE item ADD applied_at timestamptz DEFAULT clock_timestamp()";

    /** For the names of databases. */
    String suffix() {
        return '_' + sql();
    }

    /** Writes the rows that are there before, to both databases; the target's rows will tell when they came. */
    void prepare(Databases databases, int changes) throws SQLException {
        try (Connection source = databases.source();
                Connection target = databases.target()) {
            call(source, "prepare", changes);
            call(target, "prepare", changes);
            Databases.execute(target, CLOCK);
            Databases.execute(target, "ANALYZE item");
        }
    }

    /** Changes the source. */
    void change(Databases databases, int changes) throws SQLException {
        try (Connection source = databases.source()) {
            call(source, "change", changes);
        }
    }

    private void call(Connection connection, String procedure, int changes) throws SQLException {
        Databases.execute(connection, "CALL %s('%s', %d)".formatted(procedure, sql(), changes));
    }

    private String sql() {
        return name().toLowerCase(Locale.ROOT);
    }
}
