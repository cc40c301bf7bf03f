package io.golconde.source.signal;

import io.golconde.core.sql.SqlState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the signals of a topic, each at least once, on a thread and connections of its own: nothing that is wrong with them
 * keeps the changes waiting. The topic's place is kept in Kafka; where there is none yet, it begins at the end.
 */
public final class SignalReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SignalReader.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(3);

    private final SignalSettings settings;
    private final TopicPartition partition;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable Consumer<String, String> consumer;
    private String lastObstacle = "";

    /** Begins to follow; returns without waiting. */
    public SignalReader(SignalSettings settings) {
        this.settings = settings;
        this.partition = new TopicPartition(settings.topic(), 0);
        this.thread = new Thread(this::run, "golconde-signals-" + settings.topic());
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        closing.countDown();
        Consumer<String, String> reading = consumer;
        if (reading != null) {
            reading.wakeup();
        }
        try {
            thread.join(CLOSE_PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            do {
                try (Consumer<String, String> reading = open()) {
                    consumer = reading;
                    follow(reading);
                } catch (WakeupException | InterruptException e) {
                    LOG.debug("Closing", e);
                } catch (KafkaException e) {
                    tell("Signals of topic " + settings.topic() + " cannot be read: " + e.getMessage());
                }
            } while (!closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            LOG.debug("Interrupted while closing", e);
        }
    }

    private Consumer<String, String> open() {
        Map<String, Object> all = new HashMap<>(settings.consumer());
        all.put("enable.auto.commit", "false");
        all.putIfAbsent("auto.offset.reset", "earliest");
        all.putIfAbsent("isolation.level", "read_committed");
        return new KafkaConsumer<>(all, new StringDeserializer(), new StringDeserializer());
    }

    private void follow(Consumer<String, String> reading) throws InterruptedException {
        reading.assign(List.of(partition));
        if (reading.committed(Set.of(partition), PATIENCE).get(partition) == null) {
            long end = Objects.requireNonNull(
                    reading.endOffsets(List.of(partition), PATIENCE).get(partition));
            reading.seek(partition, end);
            commit(reading, end);
        }
        LOG.info("Follows signals with key {} of topic {}", settings.key(), settings.topic());
        while (closing.getCount() > 0) {
            for (ConsumerRecord<String, String> record : reading.poll(PAUSE)) {
                if (settings.key().equals(record.key()) && record.value() != null && !isFollowed(record)) {
                    return; // comes again with the next consumer
                }
                commit(reading, record.offset() + 1);
            }
        }
    }

    private void commit(Consumer<String, String> reading, long next) {
        reading.commitSync(Map.of(partition, new OffsetAndMetadata(next)), PATIENCE);
    }

    /** Whether there is no more to do about a signal: it is done, or makes no sense. */
    private boolean isFollowed(ConsumerRecord<String, String> record) {
        String place = settings.topic() + "-0@" + record.offset();
        try (Connection connection = settings.database().open()) {
            LOG.info("Signal {}: {}", place, new Signals(connection, settings.queues()).follow(record.value()));
            return true;
        } catch (SQLException e) {
            SqlState state = SqlState.of(e);
            if (state.isConnectionLoss() || state.category().equals("40")) {
                tell("Signal " + place + " waits for the database: " + e.getMessage());
                return false;
            }
            LOG.warn("Signal {} is passed over: SQLSTATE {}: {}", place, state, e.getMessage());
            return true;
        }
    }

    private void tell(String obstacle) {
        if (!obstacle.equals(lastObstacle)) {
            LOG.warn("{}", obstacle);
            lastObstacle = obstacle;
        }
    }
}
