package io.golconde.sink.record;

import io.golconde.core.sql.TableName;
import io.golconde.sink.statement.TargetTable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of fields for which the table has no column. */
final class UnknownColumns {
    private static final Logger LOG = LoggerFactory.getLogger(UnknownColumns.class);

    private final boolean fail;
    private final Set<String> warned = new HashSet<>();

    UnknownColumns(boolean fail) {
        this.fail = fail;
    }

    /** The fields without a column that somebody may miss. */
    static List<String> among(Set<String> names, Documents documents, TargetTable table) {
        return names.stream()
                .filter(name -> !documents.isMetadata(name) && table.column(name) == null)
                .sorted()
                .toList();
    }

    /** Accepts that the table has no column for the fields, or does not. */
    void accept(List<String> unknown, TableName table) {
        if (fail && !unknown.isEmpty()) {
            throw new ConnectException("Table " + table + " has no column for the fields " + unknown
                    + "; add them, drop the fields with a transform, or set unknown.columns=ignore or add");
        }
        unknown.forEach(name -> warn(table, name));
    }

    private void warn(TableName table, String name) {
        if (warned.add(table + "." + name)) {
            LOG.warn("Table {} has no column {}: its values are left out, as unknown.columns=ignore says", table, name);
        }
    }
}
