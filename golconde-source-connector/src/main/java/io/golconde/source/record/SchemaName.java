package io.golconde.source.record;

import java.util.regex.Pattern;

/**
 * What the schemas of a table are called: as its topic, with {@code _} for what Avro does not allow in names, and before a
 * part that begins with a digit. Fields have the names of their columns all the same.
 */
final class SchemaName {
    private static final Pattern ILLEGAL = Pattern.compile("[^A-Za-z0-9_.]");
    private static final Pattern UNFIT_START = Pattern.compile("(?<=^|\\.)(?=[0-9.]|$)");
    private static final Pattern FIELD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private SchemaName() {}

    static String of(String topic) {
        return UNFIT_START.matcher(ILLEGAL.matcher(topic).replaceAll("_")).replaceAll("_");
    }

    /** Whether Avro takes the name of a field as it is. */
    static boolean isLegalField(String name) {
        return FIELD.matcher(name).matches();
    }
}
