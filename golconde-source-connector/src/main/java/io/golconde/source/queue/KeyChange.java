package io.golconde.source.queue;

/** Which half of a key change a change is: an update of the key is a delete of the old key, then the new row. */
public enum KeyChange {
    NONE,
    OLD,
    NEW
}
