package io.golconde.smt;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What becomes of deletes and of the tombstones behind them. Source of the words: {@code delete.tombstone.handling.mode}
 * of Debezium's ExtractNewRecordState.
 */
enum DeleteMode {
    /** Neither of them goes on. */
    DROP,
    /** A delete has a null value; a tombstone goes on, for in a compacted topic it may be all that is left of a delete. */
    TOMBSTONE,
    /** A delete is the row with a mark; no tombstone goes on. */
    REWRITE,
    /** A delete is the row with a mark; a tombstone goes on. */
    REWRITE_WITH_TOMBSTONE,
    /** A delete has a null value; no tombstone goes on. */
    DELETE_TO_TOMBSTONE;

    boolean rewrites() {
        return this == REWRITE || this == REWRITE_WITH_TOMBSTONE;
    }

    boolean keepsTombstones() {
        return this == TOMBSTONE || this == REWRITE_WITH_TOMBSTONE;
    }

    String setting() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static List<String> settings() {
        return Stream.of(values()).map(DeleteMode::setting).toList();
    }

    static DeleteMode ofSetting(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
