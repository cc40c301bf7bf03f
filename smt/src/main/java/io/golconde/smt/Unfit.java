package io.golconde.smt;

/** A value that cannot be changed as asked for. It travels to where the table is known, and tells nobody the value. */
final class Unfit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String only;
    private final String column;

    /** @param only what can be changed, for messages */
    Unfit(String only) {
        this(only, "");
    }

    private Unfit(String only, String column) {
        super(only, null, false, false);
        this.only = only;
        this.column = column;
    }

    /** The same, of a column; the innermost one is the one that is wrong. */
    Unfit in(String name) {
        return column.isEmpty() ? new Unfit(only, name) : this;
    }

    /** The same, of a field of a column. */
    Unfit inside(String name) {
        return new Unfit(only, Paths.into(name) + column);
    }

    String only() {
        return only;
    }

    String column() {
        return column;
    }
}
