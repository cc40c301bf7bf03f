package io.golconde.sink;

import static io.golconde.sink.Records.json;
import static io.golconde.sink.Records.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.testkit.Folders;
import io.golconde.testkit.PostgresServer;
import io.golconde.testkit.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One task with a thousand tables, and with very wide and very large rows, on a server that counts statements. */
class ManyTablesTest {
    private static final int TABLES = 1_000;
    private static final int ROUNDS = 2;

    /** What the driver keeps prepared on a connection by default. */
    private static final int PREPARED = 256;

    private static final Path FOLDER =
            Path.of("target", "many-tables-" + ProcessHandle.current().pid());

    private static PostgresServer server;
    private static TargetTables target;

    private final FakeWorker worker = new FakeWorker(
            Map.of("name", "copy", "connection.url", server.jdbcUrl("postgres"), "connection.user", "postgres"));

    @BeforeAll
    static void startServer() throws SQLException {
        server = PostgresServer.start(
                FOLDER, Map.of("shared_preload_libraries", "pg_stat_statements", "pg_stat_statements.max", "20000"));
        TestDatabase database = new TestDatabase(server, "postgres");
        target = new TargetTables(database, database.connect());
        target.execute("CREATE EXTENSION pg_stat_statements");
    }

    @AfterEach
    void stop() {
        worker.stop();
        target.execute("DROP SCHEMA golconde CASCADE");
    }

    @AfterAll
    static void stopServer() throws SQLException {
        target.connection().close();
        server.close();
        Folders.delete(FOLDER);
    }

    @Test
    void asksTheCatalogOnceForEachOfManyTables() {
        target.execute("""
                DO $$ BEGIN FOR i IN 1 .. %d LOOP
                    EXECUTE 'CREATE TABLE t' || i || ' (id int PRIMARY KEY, label text)'; END LOOP; END $$;
                CREATE TABLE prepared (statements int);
                CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                    INSERT INTO prepared SELECT count(*) FROM pg_prepared_statements; RETURN NULL; END $$;
                CREATE TRIGGER note AFTER INSERT ON t%d FOR EACH STATEMENT EXECUTE FUNCTION note()""".formatted(TABLES, TABLES));
        deliverRound(1);
        int asked = calls("%pg_catalog.pg_class%") + calls("%pg_catalog.pg_attribute%") + calls("%pg_constraint%");
        int written = calls("INSERT INTO \"public\".\"t%");
        for (int round = 2; round <= ROUNDS; round++) {
            deliverRound(round);
        }

        assertThat(calls("%pg_catalog.pg_class%") + calls("%pg_catalog.pg_attribute%") + calls("%pg_constraint%"))
                .isEqualTo(asked);
        assertThat(written).isEqualTo(TABLES);
        assertThat(calls("INSERT INTO \"public\".\"t%")).isEqualTo(ROUNDS * TABLES);
        assertThat(target.rows("SELECT count(*) FROM t1")).containsExactly(Integer.toString(ROUNDS));
        assertThat(Integer.parseInt(
                        target.rows("SELECT max(statements) FROM prepared").get(0)))
                .isBetween(2, PREPARED + 10);
    }

    @Test
    void writesAsManyColumnsAsThereCanBe() {
        int columns = 1_600;
        target.execute("""
                DO $$ BEGIN EXECUTE (SELECT 'CREATE TABLE wide (id int PRIMARY KEY, ' || string_agg('c' || i || ' smallint', ', ')
                    || ')' FROM generate_series(2, %d) AS i); END $$""".formatted(columns));
        for (int version = 1; version <= 2; version++) {
            Map<String, Object> fields = new LinkedHashMap<>(Map.of("id", 1));
            for (int i = 2; i <= columns; i++) {
                fields.put("c" + i, version * 10_000 + i);
            }
            worker.append("wide", json("id", 1), new SchemaAndValue(null, fields));
        }
        worker.append("wide", json("id", 1), json("id", 1, "c7", 7));
        worker.maxPollRecords = 1;

        worker.start();
        worker.deliverAll();

        assertThat(target.rows("SELECT c2, c7, c1600 FROM wide")).containsExactly("20002|7|21600");
    }

    @Test
    void writesLargeRows() {
        target.execute("CREATE TABLE large (id int PRIMARY KEY, body text)");
        int size = 50_000_000;
        worker.append("large", row("id", 1), row("id", 1, "body", "a".repeat(size)));

        worker.start();
        worker.deliverAll();

        assertThat(target.rows("SELECT length(body), left(body, 1) FROM large")).containsExactly(size + "|a");
    }

    /** One record for each table. */
    private void deliverRound(int id) {
        for (int i = 1; i <= TABLES; i++) {
            worker.append("t" + i, row("id", id), row("id", id, "label", "label " + id));
        }
        if (id == 1) {
            worker.start();
        }
        worker.deliverAll();
    }

    /** How often statements like this were executed. */
    private int calls(String like) {
        return Integer.parseInt(
                target.rows("SELECT coalesce(sum(calls), 0)::int FROM pg_stat_statements WHERE query LIKE '" + like
                                + "' AND query NOT LIKE '%pg_stat_statements%'")
                        .get(0));
    }
}
