package io.golconde.sink.record;

/** What becomes of fields for which the table has no column. */
public enum UnknownFields {
    /** They are left out. */
    IGNORE,
    /** They stop the task. */
    FAIL,
    /** They get columns. */
    ADD
}
