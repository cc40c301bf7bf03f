package io.golconde.source.record;

import io.golconde.core.envelope.CommandMarker;
import io.golconde.source.queue.TableVersion;
import io.golconde.source.queue.TopicNames;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/** Gives each table a topic of its own, as {@link TopicNames} has it; or all records one topic, {@code <prefix>.<queue>}. */
public final class TopicNaming {
    private final TopicNames names;
    private final Destination heartbeats;
    private final Destination transactions;
    private final Destination commands;
    private final @Nullable Destination shared;
    private final Map<String, TableVersion> taken = new HashMap<>();

    private TopicNaming(String prefix, String heartbeatPrefix, String transactions, @Nullable Destination shared) {
        this.names = new TopicNames(prefix);
        this.heartbeats = Destination.byKey(heartbeatPrefix + '.' + prefix);
        this.transactions = Destination.byKey(prefix + '.' + transactions);
        this.shared = shared;
        this.commands = destination(prefix + '.' + CommandMarker.TOPIC);
    }

    /** Each table has a topic of its own. */
    public static TopicNaming ofTables(String prefix, String heartbeatPrefix, String transactions) {
        return new TopicNaming(prefix, heartbeatPrefix, transactions, null);
    }

    /** All tables of the queue share a topic, and its first partition: there is no order between partitions. */
    public static TopicNaming ofQueue(String prefix, String heartbeatPrefix, String transactions, String queue) {
        return new TopicNaming(prefix, heartbeatPrefix, transactions, new Destination(prefix + '.' + queue, 0));
    }

    /** Where records of a table go that is called so here. */
    Destination destination(String name) {
        return shared == null ? Destination.byKey(name) : shared;
    }

    /**
     * The name of a table's topic, after which its schemas are named.
     *
     * @throws ConnectException if the topic is another table's already
     */
    String of(TableVersion table) {
        String topic = names.of(table.name());
        TableVersion owner = shared == null ? taken.put(names.metric(table.name()), table) : null;
        if (owner != null && !owner.name().equals(table.name()) && !isRenamed(owner, table, topic)) {
            throw new ConnectException("table.exclude.list: " + names.clash(owner.name(), table.name())
                    + ", and changes of both are queued. " + TopicNames.wayOut(table.name()));
        }
        return topic;
    }

    private boolean isRenamed(TableVersion before, TableVersion now, String topic) {
        return before.tableId() == now.tableId() && names.of(before.name()).equals(topic);
    }

    /** Where what is about the whole queue goes. */
    Destination shared() {
        return Objects.requireNonNull(shared, "each table has a topic of its own");
    }

    Destination transactions() {
        return transactions;
    }

    Destination commands() {
        return commands;
    }

    Destination heartbeats() {
        return heartbeats;
    }
}
