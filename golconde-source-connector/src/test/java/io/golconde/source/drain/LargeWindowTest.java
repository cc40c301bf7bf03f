package io.golconde.source.drain;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.core.event.RowChange;
import io.golconde.source.queue.QueueEvent;
import io.golconde.source.queue.QueuedChange;
import io.golconde.source.queue.SourceOffset;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LargeWindowTest {
    private static final Duration A_MOMENT = Duration.ofSeconds(3);
    private static final int SESSIONS = 3;
    /** Bytes of a part: a few dozen rows. */
    private static final int PART = 20_000;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void isReadInPartsAndAfterRestartsAsItIsReadAtOnce(long seed) throws Exception {
        Random random = new Random(seed);
        try (DrainFixture source = tables()) {
            writeHistory(sessions(source), random);
            List<String> atOnce = new ArrayList<>();
            readSome(source, null, Integer.MAX_VALUE, atOnce);

            List<String> inParts = new ArrayList<>();
            SourceOffset from = null;
            source.inPartsOf(PART);
            int before;
            do {
                before = inParts.size();
                from = readSome(source, from, 1 + random.nextInt(400), inParts);
            } while (inParts.size() > before);

            assertThat(atOnce).hasSizeGreaterThan(500);
            assertThat(inParts).containsExactlyElementsOf(atOnce);
        }
    }

    @Test
    void changesThatComeWhileItIsReadLeaveTheTablesAsTheyAre() throws Exception {
        Random random = new Random(4);
        try (DrainFixture source = tables()) {
            List<Connection> sessions = sessions(source);
            writeHistory(sessions, random);
            source.inPartsOf(PART);
            Map<String, String> replica = new TreeMap<>();
            try (QueueDrain drain = source.drain(null)) {
                for (int i = 0; i < 40; i++) {
                    apply(DrainFixture.take(drain, 20), replica);
                    for (int j = 0; j < 10; j++) {
                        change(sessions, random);
                    }
                }
                commit(sessions);
                List<QueueEvent> events = drain.take(1_000, A_MOMENT);
                while (!events.isEmpty()) {
                    apply(events, replica);
                    events = drain.take(1_000, A_MOMENT);
                }
            }
            assertThat(replica.values()).containsExactlyInAnyOrderElementsOf(source.column("""
                    SELECT concat_ws(' ', 'a', id, v) FROM a UNION ALL SELECT concat_ws(' ', 'b', id, part, v) FROM b
                    UNION ALL SELECT concat_ws(' ', 'k', id, v) FROM k"""));
        }
    }

    @Test
    void aRowThatIsReadAgainIsNotAheadOfItsWindow() throws Exception {
        try (DrainFixture source = tables()) {
            fill(source);
            source.execute("BEGIN; INSERT INTO a VALUES (1, 'v1'); UPDATE a SET v = 'v2' WHERE id = 1; COMMIT");
            source.execute("INSERT INTO k VALUES (1, 'v1')");
            source.inPartsOf(PART);
            List<String> words = new ArrayList<>();
            try (QueueDrain drain = source.drain(null)) {
                words.addAll(DrainFixture.words(drain, 10));
                source.execute("UPDATE a SET v = 'v3'", "UPDATE k SET v = 'v3'");
                words.addAll(DrainFixture.words(drain, 294));
                assertThat(drain.take(1, A_MOMENT)).isEmpty();
            }
            assertThat(words.subList(300, 304))
                    .containsExactlyInAnyOrder("c a 1 v1", "u a 1 v2", "u a 1 v3", "u k 1 v3");
        }
    }

    @Test
    void queueTablesThatAreRewrittenMeanwhileAreReadToTheEnd() throws Exception {
        try (DrainFixture source = tables()) {
            source.execute(
                    "BEGIN; INSERT INTO b SELECT i, 'r', repeat('x', 1000) FROM generate_series(1, 60) i; ROLLBACK");
            fill(source);
            source.inPartsOf(PART);
            try (QueueDrain drain = source.drain(null)) {
                assertThat(DrainFixture.words(drain, 10)).hasSize(10);
                source.execute("VACUUM FULL golconde.q2_1_0");
                assertThat(DrainFixture.words(drain, 290)).hasSize(290);
            }
        }
    }

    private static DrainFixture tables() throws SQLException {
        DrainFixture source = new DrainFixture(
                "CREATE TABLE a (id int PRIMARY KEY, v text)",
                "CREATE TABLE b (id int, part text, v text, PRIMARY KEY (part, id))",
                "CREATE TABLE k (id int PRIMARY KEY, v text)");
        source.withoutExistingRows().install();
        source.execute("SELECT golconde.stop_capture('k')", "SELECT golconde.capture('main', 'k', 'key')");
        return source;
    }

    private static void fill(DrainFixture source) throws SQLException {
        source.execute("INSERT INTO b SELECT i, 'p', repeat('x', 1000) FROM generate_series(1, 300) i");
    }

    private static List<Connection> sessions(DrainFixture source) throws SQLException {
        List<Connection> sessions = new ArrayList<>();
        for (int i = 0; i < SESSIONS; i++) {
            Connection session = source.another();
            session.setAutoCommit(false);
            sessions.add(session);
        }
        return sessions;
    }

    /** Transactions of several sessions at a time, each with keys of its own until all are committed. */
    private static void writeHistory(List<Connection> sessions, Random random) throws SQLException {
        for (int round = 0; round < 12; round++) {
            for (int i = 0; i < 150; i++) {
                change(sessions, random);
            }
            commit(sessions);
            Collections.shuffle(sessions, random);
        }
    }

    private static void commit(List<Connection> sessions) throws SQLException {
        for (Connection session : sessions) {
            session.commit();
        }
    }

    private static void change(List<Connection> sessions, Random random) throws SQLException {
        int owner = random.nextInt(SESSIONS);
        String table = List.of("a", "b", "k").get(random.nextInt(3));
        int id = random.nextInt(15) * SESSIONS + owner;
        String value = "repeat('" + (char) ('a' + random.nextInt(26)) + "', " + (1_000 + random.nextInt(700)) + ")";
        String key = table.equals("b") ? "id, part, v) VALUES (%d, 'p', %s)" : "id, v) VALUES (%d, %s)";
        String sql = switch (random.nextInt(6)) {
            case 0 -> "DELETE FROM %s WHERE id = %d".formatted(table, id);
            case 1 ->
                "UPDATE %s SET id = id + 1000 * %d WHERE id = %d".formatted(table, 1 + random.nextInt(1_000_000), id);
            case 2 -> "UPDATE %s SET v = %s WHERE id = %d".formatted(table, value, id);
            default ->
                ("INSERT INTO %s (" + key + " ON CONFLICT (%s) DO UPDATE SET v = excluded.v")
                        .formatted(table, id, value, table.equals("b") ? "part, id" : "id");
        };
        try (Statement statement = sessions.get(owner).createStatement()) {
            statement.execute(sql);
        }
        if (random.nextInt(15) == 0) {
            sessions.get(owner).commit();
        }
    }

    private static void apply(List<? extends QueueEvent> events, Map<String, String> replica) {
        for (QueueEvent event : events) {
            QueuedChange change = (QueuedChange) event;
            String table = change.table().name().table().name();
            if (change.change() instanceof RowChange.Write write) {
                replica.put(
                        table + DrainFixture.values(Objects.requireNonNull(write.key())),
                        DrainFixture.word(change).substring(2));
            } else if (change.change() instanceof RowChange.Delete delete) {
                replica.remove(table + DrainFixture.values(delete.key()));
            }
        }
    }

    /** Reads on from an offset without acknowledging, and returns the offset of the last change. */
    private static @Nullable SourceOffset readSome(
            DrainFixture source, @Nullable SourceOffset from, int count, List<String> words) throws Exception {
        SourceOffset end = from;
        try (QueueDrain drain = source.drain(from)) {
            int taken = 0;
            List<QueueEvent> events;
            do {
                events = drain.take(Math.min(1_000, count - taken), A_MOMENT);
                for (QueueEvent event : events) {
                    QueuedChange change = (QueuedChange) event;
                    words.add(change.origin().lsn() + " " + change.origin().txid() + " " + change.keyChange() + " "
                            + DrainFixture.word(change));
                    end = event.offset();
                }
                taken += events.size();
            } while (taken < count && !events.isEmpty());
        }
        return end;
    }
}
