package io.golconde.core.type;

/** The forms that were chosen for types that have several, and for values that are not at hand. */
public record WireForms(BinaryMode binary, DecimalMode decimal, TimeMode time, Unavailable unavailable) {
    public static final WireForms EXACT =
            new WireForms(BinaryMode.BYTES, DecimalMode.STRING, TimeMode.MICROSECONDS, Unavailable.DEFAULT);

    /** {@link WireType#ofBuiltIn}, or the form that was chosen. */
    public WireType ofBuiltIn(StoredType type, boolean key) {
        WireType usual = WireType.ofBuiltIn(type.name());
        return switch (usual) {
            case BYTES -> binary.form();
            case DATE, TIME, TIMESTAMP -> time.form(usual, type, key);
            case LITERAL -> type.name().equals("numeric") ? decimal.form(type, key) : usual;
            default -> usual;
        };
    }
}
