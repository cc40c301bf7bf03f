package io.golconde.source.window;

import io.golconde.core.event.Operation;
import io.golconde.source.queue.KeyChange;

/** The codes that triggers write into a queue row's {@code op}. */
enum QueuedOperation {
    INSERT("i", Operation.CREATE, KeyChange.NONE),
    UPDATE("u", Operation.UPDATE, KeyChange.NONE),
    DELETE("d", Operation.DELETE, KeyChange.NONE),
    KEY_LEFT("D", Operation.DELETE, KeyChange.OLD),
    KEY_TAKEN("C", Operation.CREATE, KeyChange.NEW),
    TRUNCATE("t", Operation.TRUNCATE, KeyChange.NONE);

    private final String code;
    private final Operation written;
    private final KeyChange keyChange;

    QueuedOperation(String code, Operation written, KeyChange keyChange) {
        this.code = code;
        this.written = written;
        this.keyChange = keyChange;
    }

    static QueuedOperation of(String code) {
        for (QueuedOperation operation : values()) {
            if (operation.code.equals(code)) {
                return operation;
            }
        }
        throw new IllegalStateException("a queue row has the unknown operation " + code
                + ": the schema golconde is of a newer version than this connector");
    }

    Operation written() {
        return written;
    }

    KeyChange keyChange() {
        return keyChange;
    }

    /** Whether the row is there after it. */
    boolean leavesRow() {
        return written == Operation.CREATE || written == Operation.UPDATE;
    }
}
