package io.golconde.core.event;

/** What was done to a row; the code is Debezium's {@code op}. */
public enum Operation {
    READ("r"),
    CREATE("c"),
    UPDATE("u"),
    DELETE("d"),
    TRUNCATE("t");

    private final String code;

    Operation(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    /** The operation with this code; anything else is an {@link IllegalArgumentException} that names it. */
    public static Operation of(String code) {
        for (Operation operation : values()) {
            if (operation.code.equals(code)) {
                return operation;
            }
        }
        throw new IllegalArgumentException("Only the operations c, r, u, d and t are known, found: " + code);
    }
}
