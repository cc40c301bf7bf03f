package io.golconde.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import io.golconde.testkit.Await;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a worker of Kafka 4.1 or later shows of the connectors' metrics, beside their own MBeans. */
class WorkerMetricsTest {
    @AutoClose
    private final Pipeline pipeline = new Pipeline("worker_metrics");

    @Test
    @SuppressWarnings("BanJNDI") // a worker of this test is asked, over its own address
    void theWorkerShowsTheMetricsOfBothTasks() throws Exception {
        for (AppDatabase database : new AppDatabase[] {pipeline.source(), pipeline.target()}) {
            database.execute("CREATE TABLE item (id int PRIMARY KEY)");
        }
        pipeline.source().execute("INSERT INTO item VALUES (1), (2)");
        pipeline.capture(Map.of());
        pipeline.apply(Map.of());
        pipeline.awaitSame("item");

        VirtualMachine worker = VirtualMachine.attach(Long.toString(workerProcess()));
        try (JMXConnector jmx = JMXConnectorFactory.connect(new JMXServiceURL(worker.startLocalManagementAgent()))) {
            MBeanServerConnection beans = jmx.getMBeanServerConnection();
            awaitValue(beans, pipeline.sourceConnector(), "reads-total", 2);
            awaitValue(beans, pipeline.sinkConnector(), "writes-total", 2);
        } finally {
            worker.detach();
        }
    }

    /** The JVM that was started with the shared worker's settings. */
    private static long workerProcess() {
        String folder = Path.of("target", "it").toAbsolutePath().toString();
        return ProcessHandle.allProcesses()
                .filter(process ->
                        process.info().command().orElse("").endsWith("java") && isWorker(process.info(), folder))
                .findFirst()
                .orElseThrow()
                .pid();
    }

    private static boolean isWorker(ProcessHandle.Info process, String folder) {
        return process.arguments().stream()
                .flatMap(Stream::of)
                .anyMatch(argument -> argument.startsWith(folder) && argument.endsWith("connect.properties"));
    }

    private static void awaitValue(MBeanServerConnection beans, String connector, String metric, long expected)
            throws Exception {
        ObjectName pattern = new ObjectName("kafka.connect:type=plugins,connector=" + connector + ",task=0,*");
        Set<ObjectName> names = beans.queryNames(pattern, null);
        assertThat(names).as("beans of " + connector).isNotEmpty();
        ObjectName name = names.iterator().next();
        Await.until(metric, Pipeline.PATIENCE, () -> Long.valueOf(expected).equals(beans.getAttribute(name, metric)));
    }
}
