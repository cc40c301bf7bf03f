package io.golconde.smt;

/** The parts of a record that a transform acts on. */
enum Side {
    KEY,
    VALUE,
    /** Key and value together, so that a row and its key stay consistent. */
    BOTH;

    boolean hasKey() {
        return this != VALUE;
    }

    boolean hasValue() {
        return this != KEY;
    }
}
