package io.golconde.core.type;

/** The forms that were chosen for types that have several. */
public record WireForms(BinaryMode binary, DecimalMode decimal) {
    public static final WireForms EXACT = new WireForms(BinaryMode.BYTES, DecimalMode.STRING);

    /** {@link WireType#ofBuiltIn}, or the form that was chosen. */
    public WireType ofBuiltIn(StoredType type, boolean key) {
        WireType usual = WireType.ofBuiltIn(type.name());
        if (usual == WireType.BYTES) {
            return binary.form();
        }
        return type.name().equals("numeric") ? decimal.form(type, key) : usual;
    }
}
