package io.golconde.source.record;

import java.util.Map;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * A record with its receipt. Equal only to itself: Connect keeps records as keys of maps, and would hash all their values
 * again and again. Prints no values.
 */
public final class QueueRecord extends SourceRecord {
    private final Receipt receipt;

    QueueRecord(
            Map<String, String> partition, Receipt receipt, Destination to, SchemaAndValue key, SchemaAndValue value) {
        super(
                partition,
                new LazyOffset(receipt.offset()),
                to.topic(),
                to.partition(),
                key.schema(),
                key.value(),
                value.schema(),
                value.value());
        this.receipt = receipt;
    }

    /** Kafka has it. */
    public void confirm() {
        receipt.prefix().confirm(receipt);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return "record " + receipt.number() + " for topic " + topic();
    }
}
