package io.golconde.sink;

import static io.golconde.sink.Records.row;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Partitions that wait for a row that theirs refer to. */
class ParkedPartitionsTest extends TaskTest {
    @Test
    void goOnAfterTheyWereTakenAwayAndCameBack() {
        worker.append("friend", row("id", 1), row("id", 1, "status", 7, "name", "x"));
        worker.append("status", row("id", 9), row("id", 9, "label", "x"));
        worker.start();
        worker.turn();
        worker.turn();
        assertThat(worker.paused).hasSize(1);

        worker.rebalance();
        worker.append("status", row("id", 7), row("id", 7, "label", "y"));
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id FROM friend")).containsExactly("1");
    }
}
