package io.golconde.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReplicaTest {
    private static final TestDatabase APP = TestDatabase.create();
    private static final TestDatabase REPORTS = TestDatabase.create();

    private static Connection app;
    private static Connection reports;
    private static Replica source;
    private static Replica destination;

    @BeforeAll
    static void fill() throws SQLException {
        app = APP.connect();
        reports = REPORTS.connect();
        SqlResource.SCHEMA.run(app);
        SqlResource.EXISTING.run(app);
        SqlResource.REPORTS.run(reports);
        source = new Replica("app", app, DemoTables.mirror(app));
        destination = new Replica("reports", reports, DemoTables.reports());
        run("""
                INSERT INTO reporting.sales (sale, buyer, state, quantity, amount, booked_at)
                SELECT n, 'b', 's', 1, 1, clock_timestamp() - n * interval '1 second' FROM generate_series(1, 100) AS n""");
    }

    @AfterAll
    static void close() throws SQLException {
        app.close();
        reports.close();
    }

    @Test
    void countsTheRowsOfAllItsTables() throws SQLException {
        assertThat(source.rows()).isEqualTo(4 + 3000 + 500 + 4000);
    }

    @Test
    void knowsItsYoungestChange() throws SQLException {
        assertThat(destination.youngest()).isBetween(Instant.now().minusSeconds(60), Instant.now());
    }

    @Test
    void measuresFromTheSourcesClockToItsOwn() throws SQLException {
        Replica.Latency latency = destination.latency(Instant.EPOCH);

        assertThat(latency.rows()).isGreaterThanOrEqualTo(100);
        assertThat(latency.medianMs()).isBetween(49_000.0, 51_000.0);
        assertThat(latency.p99Ms()).isBetween(98_000.0, 101_000.0);
    }

    @Test
    void measuresNothingWhereNothingHappened() throws SQLException {
        assertThat(destination.latency(Instant.now().plusSeconds(3600)).rows()).isZero();
    }

    @Test
    void hasTheLastRowsOnceAllTablesHaveTheirs() throws SQLException {
        assertThat(destination.hasLastRows()).isFalse();

        run("""
                INSERT INTO reporting.contact_kinds VALUES (-1, '');
                INSERT INTO reporting.contacts VALUES (-1, -1, -1);
                INSERT INTO reporting.entries VALUES (-1, '')""");
        assertThat(destination.hasLastRows()).isFalse();

        run("INSERT INTO reporting.sales VALUES (-1, '', '', 1, 1, NULL, NULL, clock_timestamp())");
        assertThat(destination.hasLastRows()).isTrue();
    }

    private static void run(String sql) throws SQLException {
        try (Statement statement = reports.createStatement()) {
            statement.execute(sql);
        }
    }
}
