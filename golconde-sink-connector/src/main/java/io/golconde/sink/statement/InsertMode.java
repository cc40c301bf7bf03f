package io.golconde.sink.statement;

/** What a written row becomes at the target. */
public enum InsertMode {
    /** Inserted, or updated where a row with its key is there. */
    UPSERT,
    /** Inserted; a row with its key is an error. */
    INSERT,
    /** Updated; nothing where no row with its key is there. */
    UPDATE
}
