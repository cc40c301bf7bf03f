package io.golconde.source.install;

import java.util.Locale;

/** How a trigger gets the rows that a statement writes. */
public enum CaptureLevel {
    /** As the table is captured already, else row by row. */
    AUTO,
    /** Row by row: the cheaper one for statements of one row or a few. */
    ROW,
    /** All rows of a statement together: the cheaper one for statements of many rows. */
    STATEMENT;

    /** As it is called in settings and in SQL. */
    public static CaptureLevel of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
