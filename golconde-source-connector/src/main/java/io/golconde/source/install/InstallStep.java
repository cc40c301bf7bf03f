package io.golconde.source.install;

import io.golconde.core.sql.TableName;
import java.util.List;

/**
 * Something to do in the source database: the connector does it, or a person is told.
 *
 * @param reason what is not as it should be
 * @param sql mends it; can be run again
 */
record InstallStep(String reason, String sql) {
    static InstallStep capture(InstallSettings settings, TableName table) {
        var key = settings.keyOf(table);
        String keyColumns = key.isEmpty() ? "" : ", key_columns => " + Literal.names(key);
        return new InstallStep(
                "Table " + table + " is not captured",
                "SELECT golconde.capture(%s, %s%s);"
                        .formatted(Literal.text(settings.queue()), Literal.table(table), keyColumns));
    }

    static InstallStep refresh(TableName table, String reason) {
        return new InstallStep(reason, "SELECT golconde.refresh(" + Literal.table(table) + ");");
    }

    static InstallStep files(List<SchemaFile> files, String reason) {
        return new InstallStep(reason, SchemaFile.script(files));
    }
}
