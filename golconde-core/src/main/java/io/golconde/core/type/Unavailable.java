package io.golconde.core.type;

/**
 * What stands for a large value that an update has kept, and that was not copied therefore. Names are Debezium's.
 *
 * @param placeholder the text that is handed out in its place
 * @param reselected whether the value is read from the table instead
 */
public record Unavailable(String placeholder, boolean reselected) {
    public static final String PLACEHOLDER = "unavailable.value.placeholder";
    public static final String RESELECT = "reselect.unavailable.values";
    public static final Unavailable DEFAULT = new Unavailable("__debezium_unavailable_value", false);
}
