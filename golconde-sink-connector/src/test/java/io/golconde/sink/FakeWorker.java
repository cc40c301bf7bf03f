package io.golconde.sink;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;

/**
 * Topics and the part of a Connect worker that a sink task sees: it delivers what lies from the consumer's position on,
 * obeys seeks, pauses and timeouts, and gives a batch again after a RetriableException.
 */
final class FakeWorker implements SinkTaskContext {
    /** Bad records in the order they came, with the reason; null stands for no dead letter queue. */
    Map<SinkRecord, Throwable> deadLetters = new LinkedHashMap<>();

    int maxPollRecords = 500;
    final List<Long> timeouts = new ArrayList<>();
    /** Why the last put is to be repeated. */
    String delay = "";

    final Map<TopicPartition, Long> positions = new HashMap<>();
    final Set<TopicPartition> paused = new HashSet<>();

    private final Map<TopicPartition, List<SinkRecord>> topics = new LinkedHashMap<>();
    private final Map<TopicPartition, Long> seeks = new HashMap<>();
    private final Map<String, String> settings;
    private List<SinkRecord> undelivered = List.of();
    private GolcondeSinkTask task;

    FakeWorker(Map<String, String> settings) {
        this.settings = settings;
    }

    /** Appends a record to a topic's only partition. */
    SinkRecord append(String topic, SchemaAndValue key, SchemaAndValue value) {
        List<SinkRecord> log = topics.computeIfAbsent(new TopicPartition(topic, 0), partition -> new ArrayList<>());
        SinkRecord record = new SinkRecord(
                topic,
                0,
                key.schema(),
                key.value(),
                value.schema(),
                value.value(),
                log.size(),
                1_000L + log.size(),
                TimestampType.CREATE_TIME);
        log.add(record);
        return record;
    }

    /** Adds a topic without records. */
    void create(String topic) {
        topics.put(new TopicPartition(topic, 0), new ArrayList<>());
    }

    /** Makes a topic anew. */
    void recreate(String topic) {
        topics.remove(new TopicPartition(topic, 0));
    }

    /** Starts a task to which all topics are assigned, from the offsets that Kafka has. */
    GolcondeSinkTask start() {
        task = new GolcondeSinkTask();
        task.initialize(this);
        task.start(settings);
        undelivered = List.of();
        paused.clear();
        seeks.clear();
        task.open(topics.keySet());
        return task;
    }

    /** Stops the task; the next one's consumer begins where Kafka was told. */
    void stop() {
        positions.clear();
        positions.putAll(committed());
        task.close(topics.keySet());
        task.stop();
    }

    /**
     * Takes all partitions away and gives them back, as a consumer does whose assignor is no cooperative one; what was to be put
     * again is forgotten.
     */
    void rebalance() {
        undelivered = List.of();
        positions.clear();
        positions.putAll(committed());
        seeks.clear();
        task.close(topics.keySet());
        task.open(topics.keySet());
    }

    /** One turn: a seek, a poll, a put. Returns false if the put is to be repeated. */
    boolean turn() {
        positions.putAll(seeks);
        seeks.clear();
        if (undelivered.isEmpty()) {
            undelivered = poll();
        }
        try {
            task.put(List.copyOf(undelivered));
            undelivered = List.of();
            return true;
        } catch (RetriableException e) {
            delay = e.getMessage();
            return false;
        }
    }

    /** Turns until nothing is left to deliver. */
    void deliverAll() {
        long end = System.nanoTime() + 20_000_000_000L;
        do {
            turn();
            if (System.nanoTime() > end) {
                throw new AssertionError("still not delivered: " + positions + ", paused " + paused);
            }
        } while (!isDone());
    }

    Map<TopicPartition, Long> committed() {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> given = task.preCommit(Map.of());
        given.forEach((partition, offset) -> offsets.put(partition, offset.offset()));
        return offsets;
    }

    private boolean isDone() {
        return undelivered.isEmpty()
                && seeks.isEmpty()
                && topics.entrySet().stream()
                        .allMatch(topic -> positions.getOrDefault(topic.getKey(), 0L)
                                >= topic.getValue().size());
    }

    private List<SinkRecord> poll() {
        List<SinkRecord> records = new ArrayList<>();
        topics.forEach((partition, log) -> {
            // a consumer that is sent behind the end of a topic begins at its beginning
            long position = positions.getOrDefault(partition, 0L);
            long from = position > log.size() ? 0 : position;
            long to = paused.contains(partition) ? from : Math.min(log.size(), from + maxPollRecords - records.size());
            records.addAll(log.subList((int) from, (int) to));
            positions.put(partition, to);
        });
        return records;
    }

    @Override
    public Map<String, String> configs() {
        return settings;
    }

    @Override
    public void offset(Map<TopicPartition, Long> offsets) {
        seeks.putAll(offsets);
    }

    @Override
    public void offset(TopicPartition partition, long offset) {
        seeks.put(partition, offset);
    }

    @Override
    public void timeout(long millis) {
        timeouts.add(millis);
    }

    @Override
    public Set<TopicPartition> assignment() {
        return topics.keySet();
    }

    @Override
    public void pause(TopicPartition... partitions) {
        paused.addAll(Arrays.asList(partitions));
    }

    @Override
    public void resume(TopicPartition... partitions) {
        paused.removeAll(Arrays.asList(partitions));
    }

    @Override
    public void requestCommit() {
        throw new UnsupportedOperationException("the sink never asks for it");
    }

    @Override
    public ErrantRecordReporter errantRecordReporter() {
        Map<SinkRecord, Throwable> letters = deadLetters;
        return letters == null
                ? null
                : (record, error) -> {
                    letters.put(record, error);
                    return CompletableFuture.completedFuture(null);
                };
    }

    Collection<Throwable> reasons() {
        return deadLetters.values();
    }
}
