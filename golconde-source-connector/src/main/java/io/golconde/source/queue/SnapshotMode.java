package io.golconde.source.queue;

import java.util.Locale;

/** What happens to the rows that exist when a table is captured for the first time. */
public enum SnapshotMode {
    /** They are read and handed out. */
    INITIAL,
    /** They are left alone. */
    NO_DATA;

    /** The word in the configuration. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
