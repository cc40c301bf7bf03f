package io.golconde.source.install;

import io.golconde.core.sql.Identifier;
import io.golconde.core.sql.TableName;
import io.golconde.source.queue.TopicNames;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is to be captured, and who installs it.
 *
 * @param queue the queue that the changes go to
 * @param queues those of the connector, and which of them is which table's
 * @param tables those of all of the connector's queues
 * @param manual whether a person installs, and the connector only checks
 * @param keys what identifies a row of a table without a primary key
 * @param replicated tables of which changes that replication makes are captured, too: patterns for {@code schema.table}
 * @param level how triggers get the rows, of all tables that allow it
 * @param topics how their topics are called; null where they share one, or that is not known
 */
public record InstallSettings(
        String queue,
        TableQueues queues,
        TableSelection tables,
        boolean manual,
        NamedKeys keys,
        List<Pattern> replicated,
        CaptureLevel level,
        @Nullable TopicNames topics) {

    public InstallSettings {
        replicated = List.copyOf(replicated);
    }

    /** The tables of which changes are to go to this queue. */
    List<SourceTable> selected(List<SourceTable> all) {
        return all.stream().filter(table -> isSelected(table.name())).toList();
    }

    boolean isSelected(TableName table) {
        return tables.matches(table) && queues.of(table).equals(queue);
    }

    /** Whether changes of the table that replication makes are captured, too. */
    boolean isReplicated(TableName table) {
        return replicated.stream()
                .anyMatch(pattern -> pattern.matcher(table.toString()).matches());
    }

    /** The key columns named for a table, none where there are none. */
    List<Identifier> keyOf(TableName table) {
        return keys.of(table.toString());
    }
}
