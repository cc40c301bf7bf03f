package io.golconde.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.golconde.source.queue.Backfill;
import io.golconde.source.queue.ChangeStream;
import io.golconde.source.queue.Heartbeat;
import io.golconde.source.queue.QueueEvent;
import io.golconde.source.queue.SourceOffset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GolcondeSourceTaskTest {
    private static final Map<String, String> PROPERTIES = Map.of(
            "name", "shop-source",
            "connection.url", "jdbc:postgresql://localhost/shop",
            "topic.prefix", "shop",
            "max.batch.size", "2");

    private final FakeChanges changes = new FakeChanges();
    private final FakeChanges others = new FakeChanges();
    private Consumer<String> opening = queue -> {};
    private final GolcondeSourceTask task = new GolcondeSourceTask((queue, worker, from, arrived) -> {
        opening.accept(queue.queue());
        FakeChanges opened = queue.queue().equals("main") ? changes : others;
        opened.from = from;
        opened.arrived = arrived;
        return opened;
    });

    @Test
    void startsWhereKafkaSaysAndWhereItSaysNothing() {
        start(null);
        assertThat(changes.from).isNull();

        start(offset(7).toMap());
        assertThat(changes.from).isEqualTo(offset(7));
        assertThat(changes.started).isTrue();
    }

    @Test
    void refusesAnOffsetThatIsNone() {
        assertThatThrownBy(() -> start(Map.of("owner", "me")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("epoch");
    }

    @Test
    void handsOutAtMostABatchAndNullWhenThereIsNothing() throws Exception {
        start(null);
        changes.add(1, 2, 3);

        assertThat(task.poll()).hasSize(2);
        assertThat(task.poll()).hasSize(1);
        assertThat(task.poll()).isNull();
    }

    @Test
    void acknowledgesOnlyAfterKafkaHasConfirmedAllBefore() throws Exception {
        start(null);
        changes.add(1, 2);
        List<SourceRecord> batch = task.poll();

        task.commitRecord(batch.get(1), null);
        assertThat(changes.acknowledged).isEmpty();

        task.commitRecord(batch.get(0), null);
        assertThat(changes.acknowledged).containsExactly(offset(2));
    }

    @Test
    void acknowledgesWhatATransformDroppedWithTheNextPollWhereOnePollIsOneTransaction() throws Exception {
        start(Map.of("exactly.once.support", "required"), null);
        changes.add(1, 2);
        task.poll();
        assertThat(changes.acknowledged).isEmpty();

        task.poll();

        assertThat(changes.acknowledged).containsExactly(offset(2));
    }

    @Test
    void knowsATransactionByTheThreadThatConfirms() throws Exception {
        start(null);
        changes.add(1, 2, 3);
        task.commitRecord(task.poll().get(0), onKafka());
        task.poll();
        task.poll();

        assertThat(changes.acknowledged).containsExactly(offset(1), offset(2), offset(3));
    }

    @Test
    void waitsForWhatIsOnItsWayToKafkaWithoutTransactions() throws Exception {
        start(null);
        changes.add(1, 2, 3);
        SourceRecord record = task.poll().get(0);
        Thread producer = new Thread(() -> task.commitRecord(record, onKafka()));
        producer.start();
        producer.join();
        task.poll();
        task.poll();

        assertThat(changes.acknowledged).containsExactly(offset(1));
    }

    @Test
    void failsInTheNextPollWhenAnAcknowledgementFailed() throws Exception {
        start(null);
        changes.add(1);
        SourceRecord record = task.poll().get(0);
        changes.failing = new IllegalStateException("disk full");

        task.commitRecord(record, null);

        assertThatThrownBy(task::poll).isInstanceOf(ConnectException.class).hasRootCauseMessage("disk full");
    }

    @Test
    void asksItsQueuesInTurnAndAcknowledgesToEachItsOwn() throws Exception {
        start(Map.of("table.queues", "public\\.log:logs"), null);
        changes.add(1, 2, 3, 4);
        others.add(5);

        List<SourceRecord> first = task.poll();
        List<SourceRecord> second = task.poll();
        List<SourceRecord> third = task.poll();
        first.forEach(record -> task.commitRecord(record, null));
        second.forEach(record -> task.commitRecord(record, null));

        assertThat(first).hasSize(2);
        assertThat(second).hasSize(1);
        assertThat(third).hasSize(2);
        assertThat(second.get(0).sourcePartition()).isEqualTo(Map.of("server", "shop", "queue", "logs"));
        assertThat(changes.acknowledged).containsExactly(offset(1), offset(2));
        assertThat(others.acknowledged).containsExactly(offset(5));
    }

    @Test
    void wakesUpForAnyOfItsQueues() throws Exception {
        start(Map.of("table.queues", "public\\.log:logs"), null);
        others.add(5);
        others.emptyTakes = 1;
        others.arrived.run();

        assertThat(task.poll()).hasSize(1);
    }

    @Test
    void closesAllItsQueues() {
        start(Map.of("table.queues", "public\\.log:logs"), null);

        task.stop();

        assertThat(changes.closed).isTrue();
        assertThat(others.closed).isTrue();
    }

    @Test
    void closesWhatIsOpenWhereItsStartFails() {
        opening = queue -> {
            if (queue.equals("logs")) {
                throw new ConnectException("no offset");
            }
        };

        assertThatThrownBy(() -> start(Map.of("table.queues", "public\\.log:logs"), null))
                .hasMessage("no offset");

        assertThat(changes.closed).isTrue();
    }

    @Test
    void drainsOnlyTheQueuesThatAreItsShare() {
        start(Map.of("table.queues", "public\\.log:logs", "task.queues", "logs"), null);

        assertThat(changes.started).isFalse();
        assertThat(others.started).isTrue();
    }

    @Test
    void stopsWhetherStartedOrNot() {
        new GolcondeSourceTask().stop();
        start(null);

        task.stop();

        assertThat(changes.closed).isTrue();
    }

    private void start(@Nullable Map<String, Object> stored) {
        start(Map.of(), stored);
    }

    private void start(Map<String, String> settings, @Nullable Map<String, Object> stored) {
        Map<String, String> properties = new HashMap<>(PROPERTIES);
        properties.putAll(settings);
        task.initialize(new StoredOffset(properties, stored));
        task.start(properties);
    }

    private static RecordMetadata onKafka() {
        return new RecordMetadata(new TopicPartition("t", 0), 0, 0, 0, 0, 0);
    }

    private static SourceOffset offset(long window) {
        SourceOffset.Server server = new SourceOffset.Server("7301", 1);
        return new SourceOffset(
                "shop-source/shop/main", 1, server, window, "9:9:", null, null, new Backfill(1, null, 0, false));
    }

    private static final class FakeChanges implements ChangeStream {
        private final List<QueueEvent> queue = new ArrayList<>();
        private final List<SourceOffset> acknowledged = new ArrayList<>();
        private @Nullable SourceOffset from;
        private @Nullable RuntimeException failing;
        private Runnable arrived = () -> {};
        private int emptyTakes;
        private boolean started;
        private boolean closed;

        void add(long... windows) {
            for (long window : windows) {
                queue.add(new Heartbeat(offset(window)));
            }
        }

        @Override
        public void start() {
            started = true;
        }

        @Override
        public List<QueueEvent> take(int max, Duration patience) {
            if (emptyTakes > 0) {
                emptyTakes--;
                return List.of();
            }
            List<QueueEvent> head = queue.subList(0, Math.min(max, queue.size()));
            List<QueueEvent> taken = List.copyOf(head);
            head.clear();
            return taken;
        }

        @Override
        public void acknowledge(SourceOffset offset) {
            if (failing != null) {
                throw failing;
            }
            acknowledged.add(offset);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
