package io.golconde.core.type;

/** A value of a column that the form does not hold in which it is to travel. */
public final class UnfitValueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String otherwise;

    /**
     * @param reason which values the form does not hold, as the end of a sentence; never the value
     * @param otherwise the setting with which it travels, as the begin of a sentence; empty where there is none
     */
    UnfitValueException(String reason, String otherwise) {
        super(reason);
        this.otherwise = otherwise;
    }

    public String otherwise() {
        return otherwise;
    }
}
