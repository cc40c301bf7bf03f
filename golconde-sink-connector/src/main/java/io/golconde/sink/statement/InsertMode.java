package io.golconde.sink.statement;

/** What a written row becomes at the target. */
public enum InsertMode {
    /** Inserted, or updated where a row with its key is there. */
    UPSERT,
    /** Inserted; a row that has one of its unique values is an error. */
    INSERT,
    /** Inserted, unless a row that has one of its unique values is there. */
    INSERT_NEW,
    /** Updated; nothing where no row with its key is there. */
    UPDATE;

    /** Whether rows are told apart by a key, so that several changes of one row can be made one. */
    public boolean needsKey() {
        return this == UPSERT || this == UPDATE;
    }
}
