package io.golconde.source.window;

import io.golconde.core.sql.Identifier;
import io.golconde.core.type.StoredType;
import io.golconde.core.type.WireType;
import io.golconde.source.queue.CapturedColumn;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A column as the registry and the catalog describe it.
 *
 * @param name in the generation
 * @param large whether its values can be large, so that those that an update has kept are missing in the queue
 * @param liveName in the table as it is now; null where there is no such column, or none of such values, to read any more
 */
record ColumnDescription(
        Identifier name,
        WireType type,
        StoredType stored,
        boolean notNull,
        int attnum,
        int keyPosition,
        boolean large,
        @Nullable String liveName,
        DeclaredType declared) {

    boolean isGone() {
        return liveName == null;
    }

    boolean isKey() {
        return keyPosition >= 0;
    }

    CapturedColumn captured() {
        return new CapturedColumn(name, type, stored, !notNull, isKey());
    }

    QueueColumn queued() {
        Identifier current = new Identifier(Objects.requireNonNullElse(liveName, name.name()));
        return new QueueColumn(current, type, declared, attnum, keyPosition, large);
    }
}
