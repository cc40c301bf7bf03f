package io.golconde.source.drain;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.source.queue.QueueEvent;
import io.golconde.source.queue.QueuedChange;
import io.golconde.source.queue.SourceOffset;
import io.golconde.testkit.Await;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages are drained as changes are. */
class MessageDrainTest {
    private static final Duration A_MOMENT = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String SLOT = "SELECT to_regclass('golconde.slot_2') IS NULL";
    private static final String SIZE = "SELECT sum(pg_relation_size(oid)) FROM pg_class WHERE relname ~ '^q2_1_.$'";

    @AutoClose
    private final DrainFixture source = fixture();

    private static DrainFixture fixture() {
        try {
            return new DrainFixture("CREATE TABLE a (id int PRIMARY KEY)").withoutExistingRows();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void install() throws SQLException {
        source.install();
        source.execute("SELECT golconde.accept_messages('main')");
    }

    @Test
    void areReadInPartsAndAfterRestartsOnceEachAndInOrder() throws Exception {
        List<String> written = new ArrayList<>();
        source.execute("BEGIN");
        for (int i = 0; i < 300; i++) {
            String payload = "repeat('x', " + (i % 10 == 0 ? 5_000 : 100) + ")";
            source.execute(
                    "SELECT golconde.enqueue('main', 'm', '" + i + "', to_jsonb(" + payload + "))",
                    "INSERT INTO a VALUES (" + i + ")");
            written.add("m " + i);
            written.add("a " + i);
        }
        source.execute("COMMIT");
        source.inPartsOf(20_000);

        List<String> read = new ArrayList<>();
        SourceOffset from = null;
        int before;
        do {
            before = read.size();
            from = read(from, 97, read);
        } while (read.size() > before);

        assertThat(read).containsExactlyElementsOf(written);
    }

    @Test
    void leaveNothingBehindOnceAcknowledged() throws Exception {
        try (QueueDrain drain = source.drain(null)) {
            source.execute("SELECT golconde.enqueue('main', 'm', i::text, to_jsonb(md5(i::text)))"
                    + " FROM generate_series(1, 5000) i");
            assertThat(Long.parseLong(source.query(SIZE))).isGreaterThan(300_000L);
            assertThat(DrainFixture.take(drain, 5_000)).hasSize(5_000);
            Await.until(
                    "the slot to be emptied", PATIENCE, () -> source.query(SIZE).equals("0"));

            source.execute("SELECT golconde.stop_messages('main')");
            Await.until(
                    "the queue of messages to be dropped",
                    PATIENCE,
                    () -> source.query(SLOT).equals("t"));
        }
    }

    /** Reads on from an offset without acknowledging, and returns the offset of the last event. */
    private @Nullable SourceOffset read(@Nullable SourceOffset from, int count, List<String> words) throws Exception {
        SourceOffset end = from;
        try (QueueDrain drain = source.drain(from)) {
            int taken = 0;
            List<QueueEvent> events;
            do {
                events = drain.take(count - taken, A_MOMENT);
                for (QueueEvent event : events) {
                    words.add(word((QueuedChange) event));
                    end = event.offset();
                }
                taken += events.size();
            } while (taken < count && !events.isEmpty());
        }
        return end;
    }

    /** A message's topic and key, a row's table and id. */
    private static String word(QueuedChange change) {
        return Stream.of(DrainFixture.word(change).split(" ", -1))
                .skip(1)
                .filter(word -> !word.equals("message"))
                .limit(2)
                .collect(Collectors.joining(" "));
    }
}
