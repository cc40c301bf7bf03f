package io.golconde.source.install;

import io.golconde.core.sql.TableName;
import io.golconde.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;

/** A database for one test at a time, one session as superuser, and short words for what the tests ask. */
final class SourceDatabase implements AutoCloseable {
    /** The changes of all queue tables in their total order, as op and row. */
    private static final String QUEUE_TABLES = """
            SELECT string_agg(format(
                'SELECT lsn, txid, concat(op, '' '', to_jsonb(q) - ''{lsn,txid,op,at,origin,row_file,row_place,kept}''::text[]) AS change, %s AS place, ctid'
                || ' FROM golconde.q%s_%s_%s q', g.table_id * 1000 + g.generation, g.table_id, g.generation, slot),
                ' UNION ALL ')
            FROM golconde.generation g, generate_series(0, 2) slot""";

    private static final String CLEAN = """
            DO $$
            DECLARE
                schema text;
            BEGIN
                FOR schema IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^(pg_|information_schema)' LOOP
                    EXECUTE format('DROP SCHEMA %I CASCADE', schema);
                END LOOP;
                CREATE SCHEMA public;
                GRANT USAGE ON SCHEMA public TO PUBLIC;
            END $$""";

    private static final TestDatabase DATABASE = TestDatabase.create();

    private final Connection connection = DATABASE.connect();

    private SourceDatabase() throws SQLException {
        run(CLEAN);
    }

    /** With nothing in it. */
    static SourceDatabase empty() throws SQLException {
        return new SourceDatabase();
    }

    /** With schema golconde, installed by the superuser. */
    static SourceDatabase installed() throws SQLException {
        SourceDatabase source = new SourceDatabase();
        new InstallTransaction(source.connection).run(SchemaFile.script(SchemaFile.ALL));
        return source;
    }

    static InstallSettings settings(String... include) {
        return new InstallSettings(
                "main",
                TableQueues.only("main"),
                selection(include),
                false,
                NamedKeys.NONE,
                List.of(),
                CaptureLevel.AUTO,
                null);
    }

    static TableSelection selection(String... include) {
        return new TableSelection(Stream.of(include).map(Pattern::compile).toList(), List.of());
    }

    Connection connection() {
        return connection;
    }

    /** Another session as superuser; the caller closes it. */
    Connection connect() throws SQLException {
        return DATABASE.connect();
    }

    /** A session as a role with the password "secret"; the caller closes it. */
    Connection connect(String role) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(DATABASE.url());
        source.setUser(role);
        source.setPassword("secret");
        return source.getConnection();
    }

    void run(String... statements) throws SQLException {
        run(connection, statements);
    }

    static void run(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The rows of a query, columns separated by a bar. */
    List<String> query(String sql) throws SQLException {
        return query(connection, sql);
    }

    static List<String> query(Connection connection, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                StringJoiner values = new StringJoiner("|");
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    values.add(row.getString(i));
                }
                rows.add(values.toString());
            }
        }
        return rows;
    }

    String value(String sql) throws SQLException {
        return query(sql).get(0);
    }

    void capture(String table) throws SQLException {
        run("SELECT golconde.capture('main', '" + table + "')");
    }

    /** What is queued, in the total order of changes: {@code u {"c1": 1}}. */
    List<String> queued() throws SQLException {
        return query("SELECT change FROM (" + value(QUEUE_TABLES) + ") c ORDER BY lsn, txid, place, ctid");
    }

    static TableName table(String name) {
        return TableName.of("public", name);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
