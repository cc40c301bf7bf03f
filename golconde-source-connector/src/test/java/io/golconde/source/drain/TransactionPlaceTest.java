package io.golconde.source.drain;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.core.sql.TableName;
import io.golconde.source.queue.QueuedChange;
import io.golconde.source.queue.SourceOffset;
import io.golconde.source.queue.TransactionPlace;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Transactions interleave in a window, which is read in parts, and read on after restarts. */
class TransactionPlaceTest {
    private static final int SESSIONS = 4;
    private static final int STATEMENTS = 1_000;

    private DrainFixture source;

    @BeforeEach
    void createTables() throws SQLException {
        source = new DrainFixture(
                        "CREATE TABLE a (id int PRIMARY KEY, v text)",
                        "CREATE TABLE b (id int PRIMARY KEY, v text)",
                        "CREATE TABLE k (id int PRIMARY KEY, v text)")
                .tellingTransactions();
        source.install();
        source.execute(
                "SELECT golconde.stop_capture('k')",
                "SELECT golconde.capture('main', 'k', 'key')",
                "SELECT golconde.accept_messages('main')");
    }

    @AfterEach
    void close() throws Exception {
        source.close();
    }

    @Test
    void countsTheChangesOfATransactionInOrder() throws Exception {
        source.execute(
                "BEGIN; INSERT INTO a VALUES (1); INSERT INTO b VALUES (1); INSERT INTO k VALUES (1);"
                        + " UPDATE a SET id = 2; SELECT golconde.enqueue('main', 'm', '1', '1'); TRUNCATE b; COMMIT",
                "INSERT INTO b VALUES (7)");

        List<QueuedChange> changes = DrainFixture.take(source.drain(null), 8);

        assertThat(changes)
                .extracting(TransactionPlaceTest::told)
                .containsExactly(
                        "c a 1/1",
                        "c b 2/1",
                        "c k",
                        "d a 3/2",
                        "c a 4/3",
                        "c message",
                        "t b 5/2 {public.a=3, public.b=2}",
                        "c b 1/1 {public.b=1}");
    }

    @Test
    void existingRowsBelongToNoTransaction() throws Exception {
        source.execute(
                "SELECT golconde.stop_capture('a')",
                "INSERT INTO a VALUES (1)",
                "SELECT golconde.capture('main', 'a')");

        assertThat(DrainFixture.take(source.drain(null), 1))
                .extracting(TransactionPlaceTest::told)
                .containsExactly("r a");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void isTheSameInPartsAndAfterRestarts(long seed) throws Exception {
        Random random = new Random(seed);
        source.withoutExistingRows().excluding("elsewhere");
        int sent = writeHistory(random);
        List<QueuedChange> atOnce = source.readOn(null, sent);

        List<QueuedChange> inParts = new ArrayList<>();
        source.inPartsOf(20_000);
        SourceOffset from = null;
        while (inParts.size() < sent) {
            inParts.addAll(source.readOn(from, Math.min(1 + random.nextInt(300), sent - inParts.size())));
            from = inParts.get(inParts.size() - 1).offset();
        }

        assertThat(inParts)
                .extracting(TransactionPlaceTest::told)
                .containsExactlyElementsOf(
                        atOnce.stream().map(TransactionPlaceTest::told).toList());
        assertThat(atOnce.stream().map(TransactionPlaceTest::told).toList()).isEqualTo(expected(atOnce));
    }

    /** The same, counted from the changes themselves. */
    private static List<String> expected(List<QueuedChange> changes) {
        Map<Long, Map<TableName, Long>> totals = new HashMap<>();
        changes.stream().filter(TransactionPlaceTest::counts).forEach(change -> add(change, totals));
        Map<Long, Map<TableName, Long>> soFar = new HashMap<>();
        List<String> expected = new ArrayList<>();
        for (QueuedChange change : changes) {
            TransactionPlace place = null;
            if (counts(change)) {
                Map<TableName, Long> tables = add(change, soFar);
                boolean last = tables.equals(totals.get(change.origin().txid()));
                place = new TransactionPlace(
                        tables.values().stream().mapToLong(count -> count).sum(),
                        tables.get(change.table().name()),
                        last ? tables : null,
                        change.offset());
            }
            expected.add(told(place == null ? change : change.in(place)));
        }
        return expected;
    }

    private static boolean counts(QueuedChange change) {
        return List.of("a", "b").contains(change.table().name().table().name());
    }

    private static Map<TableName, Long> add(QueuedChange change, Map<Long, Map<TableName, Long>> counts) {
        Map<TableName, Long> tables = counts.computeIfAbsent(change.origin().txid(), txid -> new LinkedHashMap<>());
        tables.merge(change.table().name(), 1L, Long::sum);
        return tables;
    }

    /** Returns how many changes are to be sent. */
    private int writeHistory(Random random) throws SQLException {
        List<Connection> sessions = new ArrayList<>();
        for (int i = 0; i < SESSIONS; i++) {
            Connection session = source.another();
            session.setAutoCommit(false);
            sessions.add(session);
        }
        int sent = 0;
        for (int i = 0; i < STATEMENTS; i++) {
            boolean excluded = random.nextInt(10) == 0;
            sent += excluded ? 0 : 1;
            int owner = random.nextInt(SESSIONS);
            String value = "repeat('x', " + random.nextInt(500) + ")";
            String sql = excluded
                    ? "SET LOCAL golconde.origin = 'elsewhere'; INSERT INTO a VALUES (" + i
                            + "); SET LOCAL golconde.origin = ''"
                    : switch (random.nextInt(8)) {
                        case 0 -> "INSERT INTO k VALUES (" + i + ", " + value + ")";
                        case 1 -> "SELECT golconde.enqueue('main', 'm', '" + i + "', '1')";
                        case 2, 3, 4 -> "INSERT INTO a VALUES (" + i + ", " + value + ")";
                        default -> "INSERT INTO b VALUES (" + i + ", " + value + ")";
                    };
            try (Statement statement = sessions.get(owner).createStatement()) {
                statement.execute(sql);
            }
            // the last session's transaction is a long one
            if (owner < SESSIONS - 1 && random.nextInt(5) == 0) {
                sessions.get(owner).commit();
            }
        }
        for (Connection session : sessions) {
            session.commit();
        }
        return sent;
    }

    private static String told(QueuedChange change) {
        String[] words = DrainFixture.word(change).split(" ", -1);
        TransactionPlace place = change.transaction();
        String told = words[0] + ' ' + words[1];
        if (place != null) {
            told += " " + place.order() + '/' + place.tableOrder()
                    + (place.counts() == null ? "" : " " + place.counts());
        }
        return told;
    }
}
