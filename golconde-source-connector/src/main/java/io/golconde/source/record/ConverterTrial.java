package io.golconde.source.record;

import io.golconde.core.envelope.MarkerKey;
import io.golconde.source.queue.CapturedColumn;
import io.golconde.source.queue.TableVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Converts the first record of each schema before Kafka gets it, so that a schema which the registry does not accept is told
 * with table and columns, and nothing of it is published. What the converters do is what the worker's own do right after, so
 * they are right about every setting; where the connector has transforms, its records have other schemas, and nothing is tried.
 */
public final class ConverterTrial {
    /** Tries nothing. */
    public static final ConverterTrial NONE = new ConverterTrial(null, null);

    private static final Logger LOG = LoggerFactory.getLogger(ConverterTrial.class);
    private static final String TRANSFORMS = "transforms";

    private final @Nullable RegistryConverter keys;
    private final @Nullable RegistryConverter values;
    private final IdentityHashMap<Schema, Set<String>> taken = new IdentityHashMap<>();
    private final Map<Integer, TableVersion> versions = new HashMap<>();

    private ConverterTrial(@Nullable RegistryConverter keys, @Nullable RegistryConverter values) {
        this.keys = keys;
        this.values = values;
    }

    /** With the converters that a connector's settings name, as far as they have a registry. */
    public static ConverterTrial of(Map<String, Object> connector) {
        if (!connector.getOrDefault(TRANSFORMS, "").toString().isBlank()) {
            return NONE;
        }
        return new ConverterTrial(
                RegistryConverter.of("key.converter", true, connector),
                RegistryConverter.of("value.converter", false, connector));
    }

    void check(TableVersion table, String topic, SchemaAndValue key, SchemaAndValue value) {
        boolean asks = keys != null || values != null;
        if (asks && isTaken(keys, table, topic, key) && isTaken(values, table, topic, value)) {
            versions.put(table.tableId(), table);
        }
    }

    void close() {
        if (keys != null) {
            keys.close();
        }
        if (values != null) {
            values.close();
        }
    }

    private boolean isTaken(
            @Nullable RegistryConverter converter, TableVersion table, String topic, SchemaAndValue data) {
        if (converter == null || data.value() == null) {
            return true;
        }
        Set<String> topics = taken.computeIfAbsent(data.schema(), schema -> new HashSet<>());
        return topics.contains(topic) || (isTakenNow(converter, table, topic, data) && topics.add(topic));
    }

    private boolean isTakenNow(RegistryConverter converter, TableVersion table, String topic, SchemaAndValue data) {
        try {
            converter.write(topic, data);
            return true;
        } catch (RetriableException | org.apache.kafka.common.errors.RetriableException e) {
            LOG.debug("The registry could not be asked: the worker's converter will meet that, too", e);
            return false;
        } catch (RuntimeException e) {
            throw new ConnectException(
                    converter.setting() + " refuses the schema of table " + table.name() + " for topic " + topic + ": "
                            + root(e).getMessage() + hints(converter, table, data.schema())
                            + ". Nothing of it is sent, and the queue waits: have the registry take it, or change the"
                            + " table again, and restart the task.",
                    e);
        }
    }

    private String hints(RegistryConverter converter, TableVersion table, Schema schema) {
        if (MarkerKey.SCHEMA_NAME.equals(schema.name())) {
            return ". It is the key of a TRUNCATE, whose schema is not that of the table's keys: in Confluent's converter, set "
                    + converter.setting() + ".key.subject.name.strategy="
                    + "io.confluent.kafka.serializers.subject.TopicRecordNameStrategy";
        }
        List<String> illegal = table.rowColumns().names().stream()
                .filter(name -> !SchemaName.isLegalField(name))
                .toList();
        String unfit = illegal.isEmpty()
                ? ""
                : ". Avro does not allow the column names " + quoted(illegal) + ": in Confluent's converter, set "
                        + converter.setting() + ".scrub.invalid.names=true";
        TableVersion before = versions.get(table.tableId());
        return before == null ? unfit : unfit + ". Changed columns: " + String.join(", ", changes(before, table));
    }

    private static List<String> changes(TableVersion before, TableVersion now) {
        Map<String, CapturedColumn> old = new HashMap<>();
        before.columns().forEach(column -> old.put(column.name().name(), column));
        List<String> changes = new ArrayList<>();
        for (CapturedColumn column : now.columns()) {
            CapturedColumn was = old.remove(column.name().name());
            if (was == null) {
                changes.add(column.name() + " is new");
            } else if (!was.equals(column)) {
                changes.add(column.name() + " was " + described(was) + " and is " + described(column));
            }
        }
        before.columns().stream()
                .filter(column -> old.containsKey(column.name().name()))
                .forEach(column -> changes.add(column.name() + " is gone"));
        return changes;
    }

    private static String described(CapturedColumn column) {
        return column.stored() + (column.key() ? " in the key" : "");
    }

    private static String quoted(List<String> names) {
        return names.stream().map(name -> '"' + name + '"').collect(Collectors.joining(", "));
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
