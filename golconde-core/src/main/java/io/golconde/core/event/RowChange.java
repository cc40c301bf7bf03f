package io.golconde.core.event;

import org.jspecify.annotations.Nullable;

/** One change of one table, as both connectors see it between PostgreSQL and Kafka. */
public sealed interface RowChange {
    Operation operation();

    /**
     * The row exists with these values now: it was read, inserted or updated.
     *
     * @param operation READ, CREATE or UPDATE
     * @param key the key columns; null where the record has none
     * @param row the columns that are known
     */
    record Write(Operation operation, @Nullable Row key, Row row) implements RowChange {}

    /** The row with this key is gone. */
    record Delete(Row key) implements RowChange {
        @Override
        public Operation operation() {
            return Operation.DELETE;
        }
    }

    /**
     * The row with one key has got another.
     *
     * @param oldKey the key columns as they were
     * @param write the row with its new key
     */
    record Rekey(Row oldKey, Write write) implements RowChange {
        @Override
        public Operation operation() {
            return Operation.UPDATE;
        }
    }

    /** Something else that one end makes of a change, and the other never sees. */
    non-sealed interface Replaced extends RowChange {}

    /** All rows of the table are gone. */
    record Truncate() implements RowChange {
        @Override
        public Operation operation() {
            return Operation.TRUNCATE;
        }
    }
}
