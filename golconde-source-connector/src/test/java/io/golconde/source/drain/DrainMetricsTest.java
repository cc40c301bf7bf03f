package io.golconde.source.drain;

import static io.golconde.source.drain.DrainFixture.take;
import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.core.metrics.MetricsPage;
import io.golconde.source.queue.QueuedChange;
import io.golconde.source.queue.SourceOffset;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongPredicate;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What can be seen of a drain over JMX. */
class DrainMetricsTest {
    private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();
    private static final ObjectName NAME = DrainMetrics.name("test", "0", "main");
    private static final Path PAGE = Path.of("../docs/reference/source-metrics.md");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private DrainFixture source;

    @BeforeEach
    void createTable() throws Exception {
        source = new DrainFixture(
                "CREATE TABLE a (id int PRIMARY KEY, v text)",
                "INSERT INTO a SELECT i, 'old' FROM generate_series(1, 3) i");
    }

    @AfterEach
    void close() throws Exception {
        source.close();
    }

    @Test
    void countsWhatIsHandedOut() throws Exception {
        QueueDrain drain = source.drain(null);
        take(drain, 3);
        source.execute(
                "INSERT INTO a VALUES (4, 'new'), (5, 'new')",
                "UPDATE a SET v = 'newer' WHERE id < 4",
                "UPDATE a SET id = 6 WHERE id = 5",
                "DELETE FROM a WHERE id = 6",
                "TRUNCATE a");
        take(drain, 9);

        assertThat(value("reads-total")).isEqualTo(3);
        assertThat(value("creates-total")).isEqualTo(3);
        assertThat(value("updates-total")).isEqualTo(3);
        assertThat(value("deletes-total")).isEqualTo(2);
        assertThat(value("truncates-total")).isEqualTo(1);
    }

    @Test
    void measuresWindows() throws Exception {
        QueueDrain drain = source.drain(null);
        take(drain, 3);
        source.execute("DELETE FROM a WHERE id = 1");
        take(drain, 1);

        assertThat(value("windows-total")).isEqualTo(2);
        assertThat(value("window-rows-last")).isEqualTo(1);
        assertThat(value("window-rows-max")).isEqualTo(3);
        assertThat(value("window-time-total-ms"))
                .isGreaterThanOrEqualTo(value("window-time-max-ms"))
                .isBetween(value("window-time-last-ms"), 20_000L);
    }

    @Test
    void readsNoWindowForEachChangeWhileNobodyAsksForThem() throws Exception {
        QueueDrain drain = source.drain(null);
        take(drain, 3);
        for (int i = 0; i < 200; i++) {
            source.execute("UPDATE a SET v = 'v" + i + "' WHERE id = 1");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(3));
        }
        take(drain, 200);

        assertThat(value("windows-total")).isBetween(2L, 80L);
    }

    @Test
    void isBehindUntilAllIsTaken() throws Exception {
        QueueDrain drain = source.drain(null);
        take(drain, 3);
        await("lag-seconds", lag -> lag == 0);
        source.execute("DELETE FROM a WHERE id = 1");
        await("lag-seconds", lag -> lag >= 2);

        take(drain, 1);

        await("lag-seconds", lag -> lag == 0);
    }

    @Test
    void followsTheQueueFromFullToEmpty() throws Exception {
        QueueDrain drain = source.drain(null);
        take(drain, 3);
        source.execute("""
                INSERT INTO a SELECT i, (SELECT string_agg(md5(i::text || g::text), '') FROM generate_series(1, 400) g)
                FROM generate_series(11, 310) i""");
        await("queue-bytes", bytes -> bytes > 3_000_000);
        List<QueuedChange> changes = take(drain, 300);

        source.execute("INSERT INTO a SELECT i, repeat('x', 100) FROM generate_series(1001, 5000) i");
        take(drain, 4000);

        assertThat(changes).hasSize(300);
        await("slots-emptied-total", emptied -> emptied > 0);
        await("queue-bytes", bytes -> bytes < 3_000_000);
    }

    @Test
    void countsSlotsThatSomebodyHolds() throws Exception {
        QueueDrain drain = source.drain(null);
        take(drain, 3);
        try (var reader = source.another();
                var statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("LOCK golconde.q1_1_0 IN ACCESS SHARE MODE");
            source.execute("INSERT INTO a SELECT i, repeat('x', 100) FROM generate_series(1001, 5000) i");
            take(drain, 4000);

            await("slots-kept-total", kept -> kept > 1);
            assertThat(value("slots-emptied-total")).isZero();
        }
    }

    @Test
    void countsVersionsOfTables() throws Exception {
        QueueDrain drain = source.drain(null);
        take(drain, 3);
        source.execute("ALTER TABLE a ADD w int", "INSERT INTO a VALUES (4, 'new', 1)");
        take(drain, 1);

        assertThat(value("table-versions-total")).isEqualTo(1);
        await("generations-retired-total", retired -> retired == 1);
    }

    @Test
    void countsConnectionsThatBreak() throws Exception {
        QueueDrain drain = source.drain(null);
        take(drain, 3);
        source.query(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'golconde'");
        source.execute("DELETE FROM a WHERE id = 1");
        take(drain, 1);

        assertThat(value("reconnects-total")).isPositive();
    }

    @Test
    void countsAnotherTimeline() throws Exception {
        QueueDrain drain = source.drain(null);
        SourceOffset end = take(drain, 3).get(2).offset();
        drain.close();
        SourceOffset.Server before = new SourceOffset.Server(end.server().systemIdentifier(), 99);

        source.execute("DELETE FROM a WHERE id = 1");
        take(source.drain(end.ownedBy(end.owner(), end.epoch(), before)), 1);

        assertThat(value("server-changes-total")).isEqualTo(1);
    }

    @Test
    void isGoneOnceTheDrainIsClosed() {
        QueueDrain drain = source.drain(null);
        assertThat(SERVER.isRegistered(NAME)).isTrue();

        drain.close();

        assertThat(SERVER.isRegistered(NAME)).isFalse();
    }

    @Test
    void hasTheNamesThatTheReferencePageLists() throws JMException, IOException {
        source.drain(null);
        String page = new MetricsPage("Metrics of the source connector", """
                Each queue of a task has an MBean `io.golconde.source:type=task,connector="<name>",task=<number>,queue="<queue>"`,
                which begins at zero when the task starts. Its attributes are whole numbers. "Handed out" means taken by Kafka Connect, which has metrics
                of its own for what becomes of it. While no task runs, ask `golconde.status` in the database. From Kafka 4.1
                on the worker has the same metrics for its reporters, and over JMX as
                `kafka.connect:type=plugins,connector=<name>,task=<number>,queue=<queue>`. This page is written by the build.""").of(DrainMetric.class);
        if (Boolean.getBoolean("golconde.renew")) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE).hasContent(page);
        assertThat(SERVER.getMBeanInfo(NAME).getAttributes())
                .extracting(MBeanAttributeInfo::getName)
                .allSatisfy(name -> assertThat(page).contains("| `" + name + "` |"));
    }

    private void await(String attribute, LongPredicate wanted) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!wanted.test(value(attribute)) && System.nanoTime() < end) {
            source.execute("SELECT pg_sleep(0.02)");
        }
        assertThat(wanted.test(value(attribute)))
                .as(attribute + " is " + value(attribute))
                .isTrue();
    }

    private static long value(String attribute) throws JMException {
        return (long) SERVER.getAttribute(NAME, attribute);
    }
}
