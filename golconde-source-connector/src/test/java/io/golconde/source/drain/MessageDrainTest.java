package io.golconde.source.drain;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.source.queue.QueuedChange;
import io.golconde.source.queue.SourceOffset;
import io.golconde.testkit.Await;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages are drained as changes are. */
class MessageDrainTest {
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
        while (read.size() < written.size()) {
            List<QueuedChange> some = source.readOn(from, Math.min(97, written.size() - read.size()));
            some.forEach(change -> read.add(word(change)));
            from = some.get(some.size() - 1).offset();
        }

        assertThat(read).containsExactlyElementsOf(written);
    }

    @Test
    void leaveNothingBehindOnceAcknowledged() throws Exception {
        try (QueueDrain drain = source.drain(null)) {
            source.execute("SELECT golconde.enqueue('main', 'm', i::text, to_jsonb(md5(i::text)))"
                    + " FROM generate_series(1, 10000) i");
            assertThat(Long.parseLong(source.query(SIZE))).isGreaterThan(600_000L);
            assertThat(DrainFixture.take(drain, 10_000)).hasSize(10_000);
            // a slot is left at 256 KiB, perhaps in the middle of the statement
            Await.until("slots to be emptied", PATIENCE, () -> Long.parseLong(source.query(SIZE)) < 300_000L);

            source.execute("SELECT golconde.stop_messages('main')");
            Await.until(
                    "the queue of messages to be dropped",
                    PATIENCE,
                    () -> source.query(SLOT).equals("t"));
        }
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
