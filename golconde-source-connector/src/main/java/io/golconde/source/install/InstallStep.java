package io.golconde.source.install;

import io.golconde.core.sql.Identifier;
import io.golconde.core.sql.TableName;
import java.util.List;

/**
 * Something to do in the source database: the connector does it, or a person is told.
 *
 * @param reason what is not as it should be
 * @param sql mends it; can be run again
 * @param late changes may have gone uncaptured already
 */
record InstallStep(String reason, String sql, boolean late) {
    static InstallStep capture(InstallSettings settings, TableName table, String reason) {
        List<Identifier> key = settings.keyOf(table);
        String keyColumns = key.isEmpty() ? "" : ", key_columns => " + Literal.names(key);
        String replicated = settings.isReplicated(table) ? ", replicated => true" : "";
        return new InstallStep(
                reason,
                "SELECT golconde.capture(%s, %s%s%s%s);"
                        .formatted(
                                Literal.text(settings.queue()),
                                Literal.table(table),
                                keyColumns,
                                replicated,
                                level(settings)),
                false);
    }

    private static String level(InstallSettings settings) {
        return settings.level() == CaptureLevel.AUTO
                ? ""
                : ", level => " + Literal.text(settings.level().word());
    }

    /** Captures what replication changes in the table, too, or no more. */
    static InstallStep replicate(InstallSettings settings, TableName table, boolean replicated) {
        return new InstallStep(
                "Changes that replication makes in table " + table
                        + (replicated ? " are not captured" : " are captured, and not meant"),
                "SELECT golconde.capture(%s, %s, replicated => %s);"
                        .formatted(Literal.text(settings.queue()), Literal.table(table), replicated),
                replicated);
    }

    /** The table becomes another one: its existing rows are read again where existing rows are wanted. */
    static InstallStep captureAnew(InstallSettings settings, TableName table, String reason) {
        String stop = "SELECT golconde.stop_capture(" + Literal.table(table) + "); ";
        return new InstallStep(reason, stop + capture(settings, table, reason).sql(), true);
    }

    /** Queues the table's changes in the queue that the settings name. */
    static InstallStep move(InstallSettings settings, CapturedTable table) {
        String queue = settings.queues().of(table.name());
        return new InstallStep(
                "Table " + table.name() + " is captured into the queue " + table.queue() + ", not " + queue,
                "SELECT golconde.move_table(" + Literal.table(table.name()) + ", " + Literal.text(queue) + ");",
                false);
    }

    static InstallStep refresh(TableName table, String reason) {
        return new InstallStep(reason, "SELECT golconde.refresh(" + Literal.table(table) + ");", true);
    }
}
