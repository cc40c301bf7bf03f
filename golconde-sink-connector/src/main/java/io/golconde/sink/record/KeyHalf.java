package io.golconde.sink.record;

import io.golconde.core.envelope.SourceInfo;
import org.jspecify.annotations.Nullable;

/** Whether a record is half of a key change, which comes as the delete of the old key and the write of the new one. */
public enum KeyHalf {
    NONE,
    OLD,
    NEW;

    static KeyHalf of(@Nullable Object source) {
        String half = Document.text(source, SourceInfo.KEY_CHANGE);
        if (half == null) {
            return NONE;
        }
        return switch (half) {
            case SourceInfo.OLD_KEY -> OLD;
            case SourceInfo.NEW_KEY -> NEW;
            default -> NONE;
        };
    }
}
