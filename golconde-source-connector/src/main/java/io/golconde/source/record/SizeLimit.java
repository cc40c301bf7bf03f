package io.golconde.source.record;

import io.golconde.core.event.Row;
import io.golconde.core.event.RowChange;
import io.golconde.core.type.ValueBytes;
import io.golconde.source.queue.QueuedChange;
import java.util.Objects;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a change that the producer would refuse, with words that help. It counts only what can be large, a text with one byte
 * a character, which is less than what any converter makes of them: what fits is never refused.
 *
 * @param maxRequestSize the producer's limit in bytes
 */
public record SizeLimit(int maxRequestSize) {
    /** The producer's own default for {@code max.request.size}. */
    public static final int PRODUCER_DEFAULT = 1 << 20;

    void check(QueuedChange change) {
        long atLeast = bytes(change.before());
        if (change.change() instanceof RowChange.Write write) {
            atLeast += bytes(write.row());
        }
        check(
                "A row of " + change.table().name() + " (key columns "
                        + change.table().keyColumns() + ")",
                atLeast,
                "; or name the table in table.exclude.list.");
    }

    void check(Message message) {
        check(
                "A message for topic " + message.topic(),
                Objects.requireNonNullElse(message.payload(), "").length(),
                ".");
    }

    void check(Command command) {
        check("A statement of golconde.execute", command.sql().length(), ".");
    }

    private void check(String what, long atLeast, String otherwise) {
        if (atLeast > maxRequestSize) {
            throw new ConnectException(what + " makes a record of at least " + atLeast
                    + " bytes, over the producer's limit of " + maxRequestSize
                    + ". Raise producer.override.max.request.size of the connector (also where the worker's producer"
                    + " allows more), max.message.bytes of the topic, and fetch limits of its readers" + otherwise);
        }
    }

    private static long bytes(@Nullable Row row) {
        if (row == null) {
            return 0;
        }
        long bytes = 0;
        for (int i = 0; i < row.columns().size(); i++) {
            bytes += ValueBytes.atLeast(row.value(i));
        }
        return bytes;
    }
}
