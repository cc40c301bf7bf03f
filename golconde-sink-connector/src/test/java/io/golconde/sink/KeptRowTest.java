package io.golconde.sink;

import static io.golconde.sink.Records.envelope;
import static io.golconde.sink.Records.half;
import static io.golconde.sink.Records.nothing;
import static io.golconde.sink.Records.row;
import static io.golconde.sink.Records.truncateKey;
import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.core.event.Operation;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What conflict.policy=keep makes of records that meet rows of another writer. */
class KeptRowTest extends TaskTest {
    private static final String ROWS = "SELECT id, label FROM status ORDER BY id";

    @BeforeEach
    void choosePolicy() {
        settings.put("conflict.policy", "keep");
        TARGET.execute("INSERT INTO status VALUES (1, 'here'), (2, 'also here')");
    }

    @Test
    void addsRowsAndLeavesThoseAsTheyAreThatAreThere() {
        write(Operation.CREATE, 1, "there");
        write(Operation.UPDATE, 2, "there");
        write(Operation.UPDATE, 3, "new");
        write(Operation.UPDATE, 3, "newer");
        write(Operation.READ, 4, "read");
        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows(ROWS)).containsExactly("1|here", "2|also here", "3|new", "4|read");
        assertThat(worker.deadLetters).isEmpty();
        assertThat(worker.committed()).containsEntry(new TopicPartition("status", 0), 5L);
    }

    @Test
    void takesNoRowAway() {
        worker.append("status", row("id", 1), envelope(Operation.DELETE, row("id", 1, "label", "here")));
        worker.append("status", row("id", 1), nothing());
        worker.append("status", truncateKey(), nothing());
        worker.append("status", row("id", 2), half(Operation.DELETE, row("id", 2)));
        worker.append("status", row("id", 7), half(Operation.CREATE, row("id", 7, "label", "moved")));
        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows(ROWS)).containsExactly("1|here", "2|also here", "7|moved");
    }

    @Test
    void leavesARowOutWhoseUniqueValueAnotherHas() {
        write(Operation.CREATE, 3, "here");
        write(Operation.CREATE, 4, "there");
        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows(ROWS)).containsExactly("1|here", "2|also here", "4|there");
        assertThat(worker.deadLetters).isEmpty();
    }

    private void write(Operation operation, int id, String label) {
        worker.append("status", row("id", id), envelope(operation, row("id", id, "label", label)));
    }
}
