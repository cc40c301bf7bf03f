package io.golconde.source.record;

import io.golconde.core.sql.TableName;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * Names topics {@code <prefix>.<schema>.<table>}, with {@code _} for what a topic's name cannot hold; or has all records in
 * one topic, {@code <prefix>.<queue>}.
 */
public final class TopicNaming {
    private static final Pattern ILLEGAL = Pattern.compile("[^A-Za-z0-9._-]");

    private final String prefix;
    private final Destination heartbeats;
    private final Destination transactions;
    private final @Nullable Destination shared;
    private final Map<String, TableName> taken = new HashMap<>();

    private TopicNaming(String prefix, String heartbeatPrefix, String transactions, @Nullable Destination shared) {
        this.prefix = prefix;
        this.heartbeats = Destination.byKey(heartbeatPrefix + '.' + prefix);
        this.transactions = Destination.byKey(prefix + '.' + transactions);
        this.shared = shared;
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
     * What a table is called in Kafka: its topic and its schemas.
     *
     * @throws ConnectException if it is another table's name already
     */
    String of(TableName table) {
        String topic = ILLEGAL.matcher(prefix + '.' + table).replaceAll("_");
        // Kafka refuses two topics that differ only in . and _ because the names of their metrics would be the same
        TableName owner = taken.putIfAbsent(topic.replace('.', '_'), table);
        if (owner != null && !owner.equals(table)) {
            throw new ConnectException("The tables " + owner + " and " + table + " would share the topic " + topic
                    + ". Name one of them in table.exclude.list, or rename it.");
        }
        return topic;
    }

    /** Where what is about the whole queue goes. */
    Destination shared() {
        return Objects.requireNonNull(shared, "each table has a topic of its own");
    }

    Destination transactions() {
        return transactions;
    }

    Destination heartbeats() {
        return heartbeats;
    }
}
