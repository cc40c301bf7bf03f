package io.golconde.source.record;

import io.golconde.source.queue.SourceOffset;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Numbers the records of a queue and follows up to where all of them are in Kafka. Confirmations come in any order: those
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
    private final Consumer<SourceOffset> whenLonger;
    private long next;

    /**
     * @param whenLonger told the offset of the prefix when it has become longer; under the lock, so that of two threads none
     *     brings an older offset after the other's newer one
     */
    public AcknowledgedPrefix(Consumer<SourceOffset> whenLonger) {
        this.whenLonger = whenLonger;
    }

    synchronized Receipt number(SourceOffset offset) {
        Receipt receipt = new Receipt(this, next++, offset);
        open.add(receipt);
        return receipt;
    }

    /** Notes that Kafka has the record. */
    synchronized void confirm(Receipt receipt) {
        if (isOpen(receipt)) {
            early.add(receipt.number());
        }
        follow();
    }

    /** Numbers something of which Kafka gets no record. */
    synchronized void pass(SourceOffset offset) {
        early.add(number(offset).number());
    }

    /** Takes note of what is confirmed as far as all before it is. */
    public synchronized void follow() {
        SourceOffset reached = null;
        while (!open.isEmpty() && early.remove(open.element().number())) {
            reached = open.remove().offset();
        }
        if (reached != null) {
            whenLonger.accept(reached);
        }
    }

    /** Notes that Kafka has, or will never get, every record that was numbered. */
    public synchronized void confirmAll() {
        SourceOffset reached = null;
        for (Receipt receipt = open.poll(); receipt != null; receipt = open.poll()) {
            reached = receipt.offset();
        }
        early.clear();
        if (reached != null) {
            whenLonger.accept(reached);
        }
    }

    /** Connect may confirm a record twice that a transform dropped, when it sends the rest of a batch again. */
    private boolean isOpen(Receipt receipt) {
        return !open.isEmpty() && receipt.number() >= open.element().number();
    }

    @Override
    public synchronized String toString() {
        return next + " records, of which " + (open.size() - early.size()) + " are not confirmed";
    }
}
