package io.golconde.source;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.jspecify.annotations.Nullable;

/** The context of a task for whose queue Kafka has this offset, or none. */
record StoredOffset(Map<String, String> configs, @Nullable Map<String, Object> offset)
        implements SourceTaskContext, OffsetStorageReader {
    @Override
    public OffsetStorageReader offsetStorageReader() {
        return this;
    }

    @Override
    public <T> @Nullable Map<String, Object> offset(Map<String, T> partition) {
        return partition.equals(Map.of("server", configs.get("topic.prefix"), "queue", "main")) ? offset : null;
    }

    @Override
    public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
        throw new UnsupportedOperationException();
    }
}
