package io.golconde.sink;

import static io.golconde.sink.Records.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.testkit.LogLines;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What a task says of itself that a person should look at. */
class WarningsTest extends TaskTest {
    private static final TopicPartition STATUS = new TopicPartition("status", 0);

    @Test
    void saysThatAnEmptiedTargetLacksWhatKafkaHasLeftBehind() {
        worker.append("status", row("id", 1), row("id", 1, "label", "one"));
        worker.start();
        assertThat(logged(worker::deliverAll)).doesNotContain("first record");
        worker.stop();
        TARGET.execute("TRUNCATE status CASCADE; DROP SCHEMA golconde CASCADE");
        worker.append("status", row("id", 2), row("id", 2, "label", "two"));
        worker.append("status", row("id", 3), row("id", 3, "label", "three"));

        worker.start();
        String warnings = logged(worker::deliverAll);

        assertThat(TARGET.rows("SELECT id FROM status ORDER BY id")).containsExactly("2", "3");
        assertThat(warnings)
                .containsOnlyOnce("no offset for status-0, and the first record that came has offset 1")
                .contains("DELETE /connectors/NAME/offsets");
    }

    @Test
    void appliesAllAgainOnceTheOffsetsAreReset() {
        worker.append("status", row("id", 1), row("id", 1, "label", "one"));
        worker.positions.put(STATUS, 1L);
        worker.start();
        worker.deliverAll();
        worker.stop();

        new GolcondeSinkConnector().alterOffsets(settings, Map.of());
        worker.positions.clear();
        worker.start();
        String warnings = logged(worker::deliverAll);

        assertThat(TARGET.rows("SELECT id FROM status")).containsExactly("1");
        assertThat(warnings).isEmpty();
    }

    @Test
    void keepsSilentWhereKafkaKeepsTheOffsetsOrAPersonHasSetThem() {
        for (int i = 0; i < 3; i++) {
            worker.append("status", row("id", i), row("id", i, "label", "label " + i));
        }
        new GolcondeSinkConnector().alterOffsets(settings, Map.of(STATUS, 1L));
        worker.positions.put(STATUS, 1L);
        worker.start();
        assertThat(logged(worker::deliverAll)).isEmpty();
        worker.stop();

        settings.put("delivery.guarantee", "at_least_once");
        worker.positions.put(STATUS, 2L);
        worker.start();

        assertThat(logged(worker::deliverAll)).isEmpty();
    }

    @Test
    void saysThatSeveralPartitionsKeepNoOrderBetweenThem() {
        worker.create("status");
        GolcondeSinkTask task = worker.start();
        List<TopicPartition> partitions =
                List.of(STATUS, new TopicPartition("status", 1), new TopicPartition("log", 0));

        String warnings = logged(() -> task.open(partitions));

        assertThat(warnings).contains("[status]").contains("one partition");
        assertThat(logged(() -> task.open(partitions))).isEmpty();
    }

    private static String logged(Runnable work) {
        try (LogLines lines = new LogLines()) {
            work.run();
            return lines.text();
        }
    }
}
