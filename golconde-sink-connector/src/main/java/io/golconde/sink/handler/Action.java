package io.golconde.sink.handler;

import java.util.List;

/** What the target does about a change. */
public sealed interface Action {
    /** The row is written or deleted as the connector's settings say. */
    static Action autoSql() {
        return Row.ACTION;
    }

    /** Nothing; the record counts as applied. */
    static Action nothing() {
        return Commands.NONE;
    }

    /**
     * The statements are executed, one after the other, in the transaction that moves the record's offset. What comes before
     * the record in its partition is applied before them, and what comes after it, after them.
     */
    static Action commands(SqlCommand... commands) {
        return new Commands(List.of(commands));
    }

    /** See {@link #autoSql}. */
    record Row() implements Action {
        private static final Row ACTION = new Row();
    }

    /** See {@link #commands}. */
    record Commands(List<SqlCommand> commands) implements Action {
        private static final Commands NONE = new Commands(List.of());

        public Commands {
            commands = List.copyOf(commands);
        }
    }
}
