package io.golconde.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.core.envelope.Envelope;
import io.golconde.core.envelope.MarkerKey;
import io.golconde.testkit.PostgresServer;
import io.golconde.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Everything at once: existing rows, transactions that interleave, one larger than a window may be, origins that are left out,
 * the places of changes in their transactions, the ends of windows. The task is stopped at random places, with what it
 * handed out last in Kafka or not; what is in Kafka must be as if it had never been stopped.
 */
class RestartTest {
    private static final int SESSIONS = 3;
    private static final int STEPS = Integer.getInteger("golconde.restart.steps", 150);
    private static final int LARGE = STEPS / 3;
    private static final int EXISTING = 1000;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final long seed = Long.getLong("golconde.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final TestDatabase database = TestDatabase.create();
    private final List<Connection> sessions = new ArrayList<>();
    private final List<SourceRecord> kafka = new ArrayList<>();
    private @Nullable Map<String, Object> offset;
    private GolcondeSourceTask task = new GolcondeSourceTask();
    private int restartsInsideAWindow;

    @BeforeEach
    void begin() throws Exception {
        System.out.printf("restarts: -Dgolconde.seed=%d%n", seed);
        for (int i = 0; i < SESSIONS; i++) {
            sessions.add(database.connect());
        }
        run(0, "CREATE TABLE a (id int PRIMARY KEY, v text); CREATE TABLE b (id int PRIMARY KEY, v text)");
        run(
                0,
                "CREATE TABLE c (id int PRIMARY KEY, v text); INSERT INTO c SELECT generate_series(1, " + EXISTING
                        + "), 'old'");
        start();
        while (kafka.isEmpty()) {
            commit(task.poll());
        }
        for (Connection session : sessions) {
            session.setAutoCommit(false);
        }
    }

    @AfterEach
    void stop() throws SQLException {
        task.stop();
        for (Connection session : sessions) {
            session.close();
        }
    }

    @Test
    void tellsEverythingOnceWhereverItIsStopped() throws Exception {
        for (int step = 1; step <= STEPS; step++) {
            write(step);
            if (random.nextInt(3) == 0) {
                pollAndPerhapsStop();
            }
        }
        for (Connection session : sessions) {
            session.commit();
        }
        run(0, "INSERT INTO a VALUES (0, 'last'); COMMIT");
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isComplete() && System.nanoTime() < deadline) {
            pollAndPerhapsStop();
        }

        assertThat(restartsInsideAWindow).isPositive();
        assertThat(changes("c [ab].*"))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(rows("SELECT format('c a %s %s', id, v) FROM a WHERE v <> 'there'"
                        + " UNION ALL SELECT format('c b %s %s', id, left(v, 20)) FROM b"));
        assertThat(changes(".* there")).isEmpty();
        assertThat(newest("c")).isEqualTo(rows("SELECT format('%s %s', id, v) FROM c ORDER BY id"));
        assertThatTransactionsAreTold();
        assertThatWindowsEndBetweenTransactions();
    }

    private void write(int number) throws SQLException {
        int session = random.nextInt(SESSIONS);
        if (number == LARGE) {
            run(session, "INSERT INTO b SELECT -i, repeat(md5(i::text), 40) FROM generate_series(1, 2000) i");
        }
        switch (random.nextInt(5)) {
            case 0 -> run(session, "INSERT INTO b VALUES (" + number + ", 'v')");
            case 1 -> run(session, "UPDATE c SET v = '" + number + "' WHERE id % 333 = " + session);
            case 2 ->
                run(
                        session,
                        "SET LOCAL golconde.origin = 'there'; INSERT INTO a VALUES (" + number
                                + ", 'there'); SET LOCAL golconde.origin = ''");
            default -> run(session, "INSERT INTO a VALUES (" + number + ", 'v')");
        }
        // the last session's transactions are long ones
        if (random.nextInt(session == SESSIONS - 1 ? 40 : 4) == 0) {
            sessions.get(session).commit();
        }
    }

    /** A poll's records and the offset of the last one get into Kafka together. */
    private void pollAndPerhapsStop() throws Exception {
        List<SourceRecord> batch = task.poll();
        int fate = random.nextInt(12);
        if (fate > 0) {
            commit(batch);
        }
        boolean firstInsideAWindow = restartsInsideAWindow == 0 && isInsideAWindow();
        if (fate < 2 || firstInsideAWindow) {
            restart();
        } else if (batch != null) {
            batch.forEach(record -> task.commitRecord(record, null));
        }
        if (fate == 2) {
            run(
                    0,
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'golconde %'"
                            + " AND datname = current_database()");
        }
    }

    private void commit(@Nullable List<SourceRecord> batch) {
        if (batch != null) {
            kafka.addAll(batch);
            offset = new LinkedHashMap<>();
            batch.get(batch.size() - 1).sourceOffset().forEach(offset::put);
        }
    }

    private void restart() {
        restartsInsideAWindow += isInsideAWindow() ? 1 : 0;
        task.stop();
        task = new GolcondeSourceTask();
        start();
    }

    private boolean isInsideAWindow() {
        return offset != null && offset.containsKey("until");
    }

    private void start() {
        Map<String, String> properties = new HashMap<>(Map.of(
                "name", "shop-source",
                "connection.url", database.url(),
                "connection.user", PostgresServer.SUPERUSER,
                "topic.prefix", "shop",
                "topic.layout", "queue",
                "provide.transaction.metadata", "true",
                "origin.exclude.list", "there",
                "exactly.once.support", "required"));
        properties.put("window.max.bytes", String.valueOf(1 << 20));
        properties.put("snapshot.fetch.size", "90");
        properties.put("max.batch.size", String.valueOf(1 + random.nextInt(100)));
        task.initialize(new StoredOffset(properties, offset));
        task.start(properties);
    }

    /** BEGIN before a transaction's first change and END with its count behind the last, each once; changes are numbered. */
    private void assertThatTransactionsAreTold() {
        Map<String, List<String>> told = new TreeMap<>();
        for (SourceRecord record : kafka) {
            Struct value = (Struct) record.value();
            if (record.topic().equals("shop.transaction")) {
                Long count = value.getInt64("event_count");
                told.computeIfAbsent(value.getString("id"), id -> new ArrayList<>())
                        .add(value.getString("status") + (count == null ? "" : count));
            } else if (!isEnd(record) && value.getStruct(Envelope.TRANSACTION) != null) {
                Struct transaction = value.getStruct(Envelope.TRANSACTION);
                told.computeIfAbsent(transaction.getString("id"), id -> new ArrayList<>())
                        .add(transaction.getInt64("total_order").toString());
            }
        }
        assertThat(told).hasSizeGreaterThan(STEPS / 10).allSatisfy((id, records) -> {
            int count = records.size() - 2;
            List<String> expected = new ArrayList<>(List.of("BEGIN"));
            for (int i = 1; i <= count; i++) {
                expected.add(String.valueOf(i));
            }
            expected.add("END" + count);
            assertThat(records).isEqualTo(expected);
        });
    }

    private void assertThatWindowsEndBetweenTransactions() {
        Map<Long, Integer> windows = new HashMap<>();
        int window = 0;
        for (SourceRecord record : kafka) {
            if (isEnd(record)) {
                window++;
            } else if (record.topic().equals("shop.main")) {
                Long transaction =
                        ((Struct) record.value()).getStruct(Envelope.SOURCE).getInt64("txId");
                if (transaction != null) {
                    assertThat(windows.merge(transaction, window, (first, now) -> first))
                            .isEqualTo(window);
                }
            }
        }
    }

    /** The newest row of each key of a table, by what Kafka has of it. */
    private List<String> newest(String table) {
        Map<Integer, String> rows = new TreeMap<>();
        for (String change : changes("[rcu] " + table + " .*")) {
            String[] words = change.split(" ", 4);
            rows.put(Integer.valueOf(words[2]), words[2] + ' ' + words[3]);
        }
        return List.copyOf(rows.values());
    }

    private boolean isComplete() {
        return isEnd(kafka.get(kafka.size() - 1))
                && !changes("c a 0 last").isEmpty()
                && newest("c").size() == EXISTING;
    }

    /** Operation, table, id and the beginning of the value, of changes that look so. */
    private List<String> changes(String pattern) {
        return kafka.stream()
                .filter(record -> record.topic().equals("shop.main") && !isEnd(record))
                .map(record -> told((Struct) record.value()))
                .filter(told -> told.matches(pattern))
                .toList();
    }

    private static String told(Struct envelope) {
        Struct row = envelope.getStruct(Envelope.AFTER);
        String value = row.getString("v");
        return envelope.getString(Envelope.OP)
                + ' '
                + envelope.getStruct(Envelope.SOURCE).getString("table")
                + ' '
                + row.getInt32("id")
                + ' '
                + value.substring(0, Math.min(20, value.length()));
    }

    private static boolean isEnd(SourceRecord record) {
        return MarkerKey.END.equals(MarkerKey.kind(record.key()));
    }

    private List<String> rows(String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = sessions.get(0).createStatement();
                var row = statement.executeQuery(query)) {
            while (row.next()) {
                rows.add(row.getString(1));
            }
        }
        return rows;
    }

    private void run(int session, String sql) throws SQLException {
        try (Statement statement = sessions.get(session).createStatement()) {
            statement.execute(sql);
        }
    }
}
