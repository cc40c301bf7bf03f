package io.golconde.sink;

import static io.golconde.sink.Records.half;
import static io.golconde.sink.Records.nothing;
import static io.golconde.sink.Records.row;
import static io.golconde.sink.Records.truncateKey;
import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.core.event.Operation;
import io.golconde.core.metrics.MetricsPage;
import io.golconde.core.metrics.TaskMetrics;
import io.golconde.sink.metrics.Metric;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** What can be seen of a task over JMX. */
class MetricsTest extends TaskTest {
    private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();
    private static final ObjectName NAME = Metric.name("copy", "0");
    private static final Path PAGE = Path.of("../docs/reference/sink-metrics.md");

    @Test
    void countsWhatWasApplied() throws JMException {
        TARGET.execute("INSERT INTO status VALUES (8, 'eight')");
        worker.append("status", truncateKey(), nothing());
        worker.append("status", row("id", 1), row("id", 1, "label", "one"));
        worker.append("status", row("id", 2), row("id", 2, "label", "two", "more", 1));
        worker.append("status", row("id", 1), nothing());
        worker.append("status", row("id", 2), half(Operation.DELETE, row("id", 2)));
        worker.append("status", row("id", 3), half(Operation.CREATE, row("id", 3, "label", "three")));

        worker.start();
        worker.deliverAll();

        assertThat(value("writes-total")).isEqualTo(2);
        assertThat(value("deletes-total")).isEqualTo(1);
        assertThat(value("key-changes-total")).isEqualTo(1);
        assertThat(value("truncates-total")).isEqualTo(1);
        assertThat(value("ignored-values-total")).isEqualTo(1);
        assertThat(value("batches-total")).isEqualTo(1);
        assertThat(value("batch-changes-last")).isEqualTo(5);
        assertThat(value("batch-changes-max")).isEqualTo(5);
        assertThat(value("batch-time-total-ms"))
                .isEqualTo(value("batch-time-last-ms"))
                .isEqualTo(value("batch-time-max-ms"))
                .isBetween(0L, 20_000L);
    }

    @Test
    void countsWhatIsRefusedAndWhatWaits() throws JMException {
        worker.append("status", row("id", 1), row("id", 1, "label", null));
        worker.append("status", row("id", 2), row("id", 2, "label", "two"));
        worker.append("friend", row("id", 1), row("id", 1, "status", 7));

        worker.start();
        worker.turn();

        assertThat(value("put-aside-total")).isEqualTo(1);
        assertThat(value("writes-total")).isEqualTo(1);
        assertThat(value("divided-batches-total")).isEqualTo(1);
        assertThat(value("parked-partitions")).isEqualTo(1);
    }

    @Test
    void countsAttemptsThatFail() throws JMException {
        settings.put("connection.url", "jdbc:postgresql://127.0.0.1:1/none");
        worker.append("status", row("id", 1), row("id", 1, "label", "one"));
        worker.start();

        worker.turn();

        assertThat(value("retries-total")).isEqualTo(2);
    }

    @Test
    void showsTheLatestTaskOfAName() throws JMException {
        TaskMetrics<Metric> zombie = Metric.register("copy", "0");
        worker.start();

        zombie.add(Metric.WRITES, 100);
        zombie.close();
        assertThat(value("writes-total")).isZero();

        worker.stop();
        assertThat(SERVER.isRegistered(NAME)).isFalse();
    }

    @Test
    void hasTheNamesThatTheReferencePageLists() throws JMException, IOException {
        worker.start();
        String page = new MetricsPage("Metrics of the sink connector", """
                Each task has an MBean `io.golconde.sink:type=task,connector="<name>",task=<number>`, which begins at zero
                when the task starts. Its attributes are whole numbers. What has Kafka's own metrics, such as the consumer's
                lag, is found there. From Kafka 4.1 on the worker has the same metrics for its reporters, and over JMX as
                `kafka.connect:type=plugins,connector=<name>,task=<number>`. This page is written by the build.""").of(Metric.class);
        if (Boolean.getBoolean("golconde.renew")) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE).hasContent(page);
        assertThat(SERVER.getMBeanInfo(NAME).getAttributes())
                .extracting(MBeanAttributeInfo::getName)
                .allSatisfy(name -> assertThat(page).contains("| `" + name + "` |"));
    }

    private static long value(String attribute) throws JMException {
        return (long) SERVER.getAttribute(NAME, attribute);
    }
}
