package io.golconde.source.record;

import io.golconde.source.queue.SourceOffset;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the records of a task and follows up to where all of them are in Kafka. Confirmations come in any order: those
 * of several partitions overtake each other, and a record that a transform dropped is confirmed at once.
 *
 * <pre>
 *   1 2 3 4 5 6      confirmed: 1 2 . 4 . 6
 *     ^ the prefix ends here; 4 and 6 wait for 3
 * </pre>
 *
 * <p>Thread-safe: the task numbers, the producer's thread confirms.
 */
public final class AcknowledgedPrefix {
    private final Queue<Receipt> open = new ArrayDeque<>();
    private final Set<Long> early = new HashSet<>();
    private long next;

    synchronized Receipt number(SourceOffset offset) {
        Receipt receipt = new Receipt(next++, offset);
        open.add(receipt);
        return receipt;
    }

    /** Notes that Kafka has the record; gives the offset of the prefix where this made it longer, null otherwise. */
    public @Nullable SourceOffset confirm(QueueRecord confirmed) {
        return confirm(confirmed.receipt());
    }

    synchronized @Nullable SourceOffset confirm(Receipt receipt) {
        if (isOpen(receipt)) {
            early.add(receipt.number());
        }
        SourceOffset reached = null;
        while (!open.isEmpty() && early.remove(open.element().number())) {
            reached = open.remove().offset();
        }
        return reached;
    }

    /** Connect may confirm a record twice that a transform dropped, when it sends the rest of a batch again. */
    private boolean isOpen(Receipt receipt) {
        return !open.isEmpty() && receipt.number() >= open.element().number();
    }
}
