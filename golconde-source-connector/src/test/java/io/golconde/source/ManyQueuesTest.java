package io.golconde.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.management.ObjectName;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

class ManyQueuesTest extends QueuesCase {
    @Test
    void areSharedAmongTheTasksAndHoldTheTablesThatAreTheirs() throws Exception {
        properties.put("snapshot.mode", "no_data");
        start(4);
        poll(tasks.get(0), 0);

        assertThat(queues()).containsExactly("audit.entry in audit", "loggers in logs", "orders in main");
        run("INSERT INTO orders VALUES (1); INSERT INTO loggers VALUES (2); INSERT INTO audit.entry VALUES (3)");

        assertThat(topics(poll(tasks.get(0), 1))).containsExactly("shop.public.orders");
        assertThat(topics(poll(tasks.get(1), 1))).containsExactly("shop.public.loggers");
        assertThat(topics(poll(tasks.get(3), 1))).containsExactly("shop.audit.entry");
    }

    @Test
    void oneTaskDrainsSeveral() throws Exception {
        properties.put("snapshot.mode", "no_data");
        start(1);
        awaitCaptured();
        run("INSERT INTO orders VALUES (1); INSERT INTO loggers VALUES (2); INSERT INTO audit.entry VALUES (3)");

        assertThat(topics(poll(tasks.get(0), 3)))
                .containsExactlyInAnyOrder("shop.public.orders", "shop.public.loggers", "shop.audit.entry");
        for (String queue : List.of("main", "logs", "audit")) {
            assertThat(ManagementFactory.getPlatformMBeanServer()
                            .isRegistered(
                                    new ObjectName("io.golconde.source:type=task,connector=\"shop-source\",task=0,"
                                            + "queue=\"" + queue + '"')))
                    .isTrue();
        }
    }

    @Test
    void aQueueIsNotLeftWithWhatIsInIt() throws Exception {
        start(1);
        awaitCaptured();

        properties.put("table.exclude.list", "public\\.loggers");
        assertThat(errors("table.queues", "audit\\..*:audit").get("table.queues"))
                .singleElement()
                .asString()
                .contains("the queue logs of this connector")
                .contains("SELECT golconde.release('logs')");
        run("SELECT golconde.stop_capture('loggers'); SELECT golconde.accept_messages('never')");
        assertThat(errors("table.queues", "audit\\..*:audit").get("table.queues"))
                .singleElement()
                .asString()
                .contains("the queue never of this connector");
        run("SELECT golconde.stop_messages('never')");
        assertThat(errors("table.queues", "audit\\..*:audit")).isEmpty();
    }

    /** To a queue that had none, by its new name. */
    @Test
    void aRenamedTableKeepsNothingFromBeingDrained() throws Exception {
        properties.put("snapshot.mode", "no_data");
        properties.put("table.queues", "public\\.log.*:logs; public\\.orders:never; audit\\..*:audit");
        start(1);
        awaitCaptured();
        stop();
        tasks.clear();
        run("ALTER TABLE loggers RENAME TO accounts; INSERT INTO accounts VALUES (1); INSERT INTO orders VALUES (2)");

        start(1);

        assertThat(topics(poll(tasks.get(0), 2)))
                .containsExactlyInAnyOrder("shop.public.accounts", "shop.public.orders");
    }

    /** Kafka takes shop.audit.log_in and shop.audit_log.in for one name of a metric. */
    @Test
    void topicsMayNotBeTakenForThoseOfAnotherQueue() throws Exception {
        run("CREATE TABLE audit.log_in (id int PRIMARY KEY)");
        start(1);
        awaitCaptured();
        stop();
        tasks.clear();
        run("CREATE SCHEMA audit_log CREATE TABLE \"in\" (id int PRIMARY KEY)");

        assertThat(errors("queue.name", "main").get("table.exclude.list"))
                .singleElement()
                .asString()
                .contains("audit_log.in")
                .contains("audit.log_in");
        run("INSERT INTO orders VALUES (1)");
        start(1);
        poll(tasks.get(0), 1);
        assertThat(queues()).noneMatch(table -> table.startsWith("audit_log"));
    }

    @Test
    void aSecondOwnerOfAnyIsRefused() throws Exception {
        start(1);
        awaitCaptured();

        properties.put("name", "other-source");
        assertThat(errors("table.include.list", "public\\.orders").get("queue.name"))
                .hasSize(4)
                .allSatisfy(message -> assertThat(message).contains("belongs to shop-source/shop/"));
    }

    @Test
    void offsetsAreThoseOfEach() throws Exception {
        start(1);
        poll(tasks.get(0), 0);
        run("INSERT INTO orders VALUES (1); INSERT INTO loggers VALUES (2); INSERT INTO audit.entry VALUES (3)");
        poll(tasks.get(0), 3).forEach(record -> tasks.get(0).commitRecord(record, null));
        stop();
        tasks.clear();

        Map<Map<String, ?>, Map<String, ?>> reset = new HashMap<>();
        reset.put(Map.of("server", "shop", "queue", "logs"), null);
        assertThat(connector.alterOffsets(properties, reset)).isTrue();
        start(1);

        assertThat(topics(poll(tasks.get(0), 1))).isNotEmpty().containsOnly("shop.public.loggers");
        assertThatThrownBy(() -> connector.alterOffsets(
                        properties, Map.of(Map.of("server", "shop", "queue", "x"), Map.of("window", 1))))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("queue=logs")
                .hasMessageContaining("queue=audit");
    }
}
