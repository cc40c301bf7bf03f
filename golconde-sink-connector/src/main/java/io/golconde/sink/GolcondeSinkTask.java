package io.golconde.sink;

import io.golconde.core.config.ProjectVersion;
import io.golconde.sink.delivery.Delivery;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;

/** Connect's lifecycle around one {@link Delivery}; all decisions are taken there. */
public final class GolcondeSinkTask extends SinkTask {
    private @Nullable Delivery delivery; // null until start: Connect needs an empty constructor

    @Override
    public String version() {
        return ProjectVersion.get();
    }

    @Override
    public void start(Map<String, String> settings) {
        delivery = new SinkConfig(settings).open(context);
    }

    @Override
    public void open(Collection<TopicPartition> partitions) {
        delivery().open(partitions);
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        delivery().put(records);
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> consumed) {
        return delivery().offsets();
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        delivery().close(partitions);
    }

    @Override
    public void stop() {
        if (delivery != null) {
            delivery.close();
        }
    }

    private Delivery delivery() {
        return Objects.requireNonNull(delivery, "task not started");
    }
}
