package io.golconde.source.queue;

import io.golconde.core.sql.TableName;
import java.util.regex.Pattern;

/**
 * Topics of tables: {@code <prefix>.<schema>.<table>}, with {@code _} for what a topic's name cannot hold. Kafka refuses two
 * topics that differ only in {@code .} and {@code _}, because the names of their metrics would be the same.
 */
public record TopicNames(String prefix) {
    private static final Pattern ILLEGAL = Pattern.compile("[^A-Za-z0-9._-]");

    public String of(TableName table) {
        return ILLEGAL.matcher(prefix + '.' + table).replaceAll("_");
    }

    public String metric(TableName table) {
        return metric(of(table));
    }

    /** The same for all topics of which Kafka has only one. */
    public static String metric(String topic) {
        return topic.replace('.', '_');
    }

    /** Of two tables: that they cannot both be sent. */
    public String clash(TableName one, TableName other) {
        String tables = "Tables " + one + " and " + other;
        return of(one).equals(of(other))
                ? tables + " have the same topic, " + of(one)
                : tables + " have topics that Kafka takes for one, " + of(one) + " and " + of(other);
    }

    /** What to do where changes of both are queued. */
    public static String wayOut(TableName given) {
        return "Exclude or rename one of them, give up what is queued of it, as by " + discard(given)
                + " and restart the task; or set topic.layout=queue.";
    }

    /** Gives up what is queued of a table. */
    public static String discard(TableName table) {
        return "SELECT golconde.discard(" + literal(table.schema().name()) + ", "
                + literal(table.table().name()) + ");";
    }

    private static String literal(String name) {
        return '\'' + name.replace("'", "''") + '\'';
    }
}
