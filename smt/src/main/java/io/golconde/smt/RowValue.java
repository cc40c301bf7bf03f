package io.golconde.smt;

import io.golconde.core.envelope.MarkerKey;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.Header;
import org.jspecify.annotations.Nullable;

/** By what rows of one table have different destinations. */
sealed interface RowValue {
    /** The value as text; a record without one is refused, for its row may be in any of the destinations. */
    String of(String table, ConnectRecord<?> record);

    /** Only a change of the key comes as two records, of which each goes to the table where its row is. */
    record KeyColumn(String setting, String column) implements RowValue {
        @Override
        public String of(String table, ConnectRecord<?> record) {
            if (MarkerKey.kind(record.key()) != null) {
                throw new DataException("Only changes of rows for [" + setting + " on " + table
                        + "], found: a truncate, which is about all destinations; FilterChanges can leave it out");
            }
            String value = text(Document.get(record.key(), column));
            if (value != null) {
                return value;
            }
            throw new DataException("Only a column of the key that is a text, a number or a boolean for [" + setting
                    + " on " + table + "], found: " + column + ". By other columns: one sink connector for each"
                    + " destination, with FilterChanges, which deletes a row where it no longer belongs");
        }
    }

    /** The last header of a name, which all records of a row have to carry, those without a value too. */
    record HeaderValue(String setting, String header) implements RowValue {
        @Override
        public String of(String table, ConnectRecord<?> record) {
            Header last = record.headers().lastWithName(header);
            String value = last == null ? null : text(last.value());
            if (value != null) {
                return value;
            }
            throw new DataException("Only records with a text, a number or a boolean in header " + header + " for ["
                    + setting + " on " + table + "], found: " + (last == null ? "no such header" : "another value")
                    + ". The predicate org.apache.kafka.connect.transforms.predicates.HasHeaderKey can leave a record"
                    + " without the header to another RouteTable");
        }
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean ? value.toString() : null;
    }
}
