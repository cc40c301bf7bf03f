package io.golconde.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.testkit.Await;
import io.golconde.testkit.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A crash takes back what was not on disk: transaction ids, which are handed out again, and asynchronous commits. */
class SourceCrashTest {
    private static final int TRANSACTIONS = 100;
    private static final String STATE = "SELECT state FROM golconde.status";
    private static final String LOOKS = """
            SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND starts_with(application_name, 'golconde ') AND query_start > '%s'""";

    /** Nothing brings the log to disk but a commit that waits for it. */
    private static final Map<String, String> LAZY = Map.of("wal_writer_delay", "10s", "autovacuum", "off");

    @AutoClose
    private static final PostgresServer SERVER = Cluster.startPostgres("crashing", LAZY);

    @Test
    void changesUnderTransactionIdsThatAreHandedOutAgainAreNotTakenForSeen() throws Exception {
        try (Pipeline pipeline = new Pipeline("transaction_ids", SERVER)) {
            AppDatabase source = pipeline.source();
            source.execute(
                    "CREATE TABLE item (id int PRIMARY KEY, txid xid8 DEFAULT pg_current_xact_id())",
                    "INSERT INTO item VALUES (0)");
            pipeline.capture(Map.of());
            TopicReader topic = pipeline.topic("item");
            topic.awaitChanges(1);

            Await.until(
                    "the end of the drain's own writing",
                    Pipeline.PATIENCE,
                    () -> source.value(STATE).equals("empty"));
            long burnt = burnTransactionIds(source);
            awaitLooks(source);
            SERVER.stopImmediately();
            SERVER.startAgain();
            source.execute(IntStream.rangeClosed(1, TRANSACTIONS)
                    .mapToObj(id -> "INSERT INTO item VALUES (" + id + ")")
                    .toArray(String[]::new));

            long first = Long.parseLong(source.value("SELECT txid FROM item WHERE id = 1"));
            assertThat(first).as("the scenario").isLessThanOrEqualTo(burnt);
            List<TopicRecord> changes = topic.awaitChanges(1 + TRANSACTIONS);
            assertThat(changes)
                    .extracting(change -> change.row().path("id").asInt())
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(0, TRANSACTIONS).boxed().toList());
        }
    }

    @Test
    void whatTheCrashTookBackIsNotInTheTopicAndAllElseIs() throws Exception {
        try (Pipeline pipeline = new Pipeline("asynchronous_commits", SERVER)) {
            AppDatabase source = pipeline.source();
            source.run("accounts.sql");
            source.execute("ALTER DATABASE asynchronous_commits SET synchronous_commit = off");
            pipeline.capture(Map.of("snapshot.mode", "no_data"));
            TopicReader topic = pipeline.topic("account");

            try (Workload workload = new Workload(source)) {
                workload.addRandom(4, Duration.ofMillis(5));
                topic.awaitChanges(300);
                SERVER.stopImmediately();
                SERVER.startAgain();
                topic.awaitChanges(topic.changes().size() + 100);
                workload.finish();
            }

            topic.awaitHistory(History.committed(source));
        }
    }

    /** Transactions that have an id and write nothing; returns the last id. */
    private static long burnTransactionIds(AppDatabase database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < TRANSACTIONS; i++) {
                statement.execute("SELECT pg_current_xact_id()");
                connection.rollback();
            }
        }
        return Long.parseLong(database.value("SELECT pg_snapshot_xmax(pg_current_snapshot())")) - 1;
    }

    /** The drain has looked at what there is now. */
    private static void awaitLooks(AppDatabase database) throws SQLException {
        for (int i = 0; i < 3; i++) {
            String query = LOOKS.formatted(database.value("SELECT clock_timestamp()"));
            Await.until(
                    "a look",
                    Duration.ofSeconds(10),
                    () -> !database.value(query).equals("0"));
        }
    }
}
