package io.golconde.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.golconde.testkit.Await;
import io.golconde.testkit.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkloadTest {
    @TempDir
    private static Path folder;

    private static DemoDatabase source;

    @BeforeAll
    static void createSource() throws SQLException {
        source = new DemoDatabase(PostgresServer.start(folder), "app");
        source.fill("", SqlResource.SCHEMA, SqlResource.EXISTING);
    }

    @AfterAll
    static void stop() {
        source.server().close();
    }

    @Test
    void everyTransactionOfTheMixRunsOnTheDemosSchema() throws SQLException {
        try (Connection connection = source.connect();
                Statement statement = connection.createStatement()) {
            for (String transaction : new Mix(SqlResource.MIX.text()).transactions()) {
                runs(statement, transaction);
            }
        }
    }

    private static void runs(Statement statement, String transaction) throws SQLException {
        try {
            statement.execute(transaction);
        } catch (SQLException e) {
            assertThat(e.getMessage()).contains("the demo changed its mind");
        }
    }

    @Test
    void writesAtTheRateThatWasAskedFor() throws Exception {
        long begin = System.nanoTime();
        try (Workload workload = new Workload(new Mix(SqlResource.MIX.text()))) {
            workload.start(source, 200);

            Await.until("200 transactions", Duration.ofSeconds(20), () -> workload.transactions() >= 200);
            workload.finish();

            double seconds = (System.nanoTime() - begin) / (double) TimeUnit.SECONDS.toNanos(1);
            assertThat(workload.transactions() / seconds).isBetween(100.0, 220.0);
            assertThat(workload.rows()).isGreaterThan(150);
        }
    }

    @Test
    void aTransactionOfSeveralStatementsIsAllOrNothing() throws Exception {
        Mix mix = new Mix("""
                -- 1: the second statement fails
                INSERT INTO surrogate_test (surrogate_id, description) VALUES (-5, 'half');
                INSERT INTO friendships (user_id, friend_id, status_id) VALUES (1, 1, 999);
                """);
        try (Workload workload = new Workload(mix)) {
            workload.start(source, 100);

            Await.until("a transaction", Duration.ofSeconds(20), () -> workload.rolledBack() > 0);
            workload.finish();

            assertThat(workload.transactions()).isZero();
        }
        assertThat(count("SELECT count(*) FROM surrogate_test WHERE surrogate_id = -5"))
                .isZero();
    }

    @Test
    void saysWhichTransactionIsWrong() throws Exception {
        try (Workload workload = new Workload(new Mix("-- 1: wrong\nSELECT nonsense"))) {
            workload.start(source, 100);

            Await.until("a transaction", Duration.ofSeconds(20), () -> workload.rolledBack() > 0);

            assertThatThrownBy(workload::finish).hasMessageContaining("SELECT nonsense");
        }
    }

    private static long count(String query) throws SQLException {
        try (Connection connection = source.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
