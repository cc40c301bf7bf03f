package io.golconde.source.record;

import io.golconde.core.sql.TableName;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.connect.errors.ConnectException;

/** Names topics {@code <prefix>.<schema>.<table>}, with {@code _} for what a topic's name cannot hold. */
public final class TopicNaming {
    private static final Pattern ILLEGAL = Pattern.compile("[^A-Za-z0-9._-]");

    private final String prefix;
    private final String heartbeats;
    private final Map<String, TableName> taken = new HashMap<>();

    public TopicNaming(String prefix, String heartbeatPrefix) {
        this.prefix = prefix;
        this.heartbeats = heartbeatPrefix + '.' + prefix;
    }

    /**
     * The topic of a table.
     *
     * @throws ConnectException if it is another table's already
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

    String heartbeats() {
        return heartbeats;
    }
}
