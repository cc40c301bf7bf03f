package io.golconde.sink.statement;

import io.golconde.core.sql.Identifier;

/**
 * A column of a target table.
 *
 * @param omittable whether a new row may go without it: it has a default or may be null, and no check looks at it
 */
public record Column(Identifier name, ColumnType type, Generation generation, boolean omittable) {
    /** Who makes the values. */
    public enum Generation {
        /** Whoever inserts the row. */
        NONE,
        /** GENERATED ALWAYS AS IDENTITY: an INSERT may override it, an UPDATE may not. */
        IDENTITY_ALWAYS,
        /** GENERATED ALWAYS AS an expression: nobody else. */
        EXPRESSION
    }

    /** Whether an INSERT may name it. */
    public boolean isInsertable() {
        return generation != Generation.EXPRESSION;
    }

    /** Whether an UPDATE may set it. */
    boolean isUpdatable() {
        return generation == Generation.NONE;
    }
}
