package io.golconde.smt;

import java.util.regex.Pattern;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.jspecify.annotations.Nullable;

/** Which records a transform acts on: those about any table, or about the tables whose name matches. */
record TableFilter(@Nullable Pattern tables) {
    boolean accepts(ConnectRecord<?> record) {
        return SourceTable.has(record)
                && (tables == null || tables.matcher(SourceTable.of(record)).matches());
    }
}
