package io.golconde.source.install;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One file of the SQL that makes schema golconde. Each can be run over any older version of itself, so that an upgrade
 * runs those that differ and nothing else.
 *
 * @param name its path without the ending
 */
record SchemaFile(String name, String sql) {
    /** Raised with each change that an older connector could not work with. */
    static final int VERSION = 1;

    static final String EVENT_TRIGGERS = "triggers/event_triggers";

    /** All of them, in an order in which each finds what it needs. */
    static final List<SchemaFile> ALL = Stream.of(
                    "tables/schema",
                    "tables/installed_file",
                    "tables/registry",
                    "tables/progress",
                    "tables/backfill_request",
                    "tables/missed_change",
                    "tables/kept_place",
                    "functions/base_type",
                    "functions/type_modifier",
                    "functions/row_fits",
                    "tables/current_table",
                    "tables/current_column",
                    "tables/outdated_table",
                    "tables/queue_column",
                    "tables/partition_change",
                    "functions/note_missed_change",
                    "functions/queue_rows",
                    "functions/create_slots",
                    "functions/create_queue_tables",
                    "triggers/queue_row",
                    "triggers/queue_insert",
                    "triggers/key_guard",
                    "triggers/changed_keys",
                    "triggers/kept_values",
                    "triggers/trigger_bodies",
                    "triggers/truncate_partition",
                    "triggers/watch_partitions",
                    "triggers/enable_triggers",
                    "triggers/create_triggers",
                    "functions/drop_triggers",
                    "functions/create_generation",
                    "functions/refusal",
                    "functions/default_capture",
                    "functions/move_slot",
                    "functions/refresh",
                    "functions/request_backfill",
                    "functions/backfill",
                    "functions/steer_backfill",
                    "functions/pause_backfill",
                    "functions/resume_backfill",
                    "functions/cancel_backfill",
                    "functions/capture",
                    "functions/move_table",
                    "functions/stop_capture",
                    "functions/limit_queue",
                    "functions/forget_dropped_tables",
                    "functions/accept_messages",
                    "functions/stop_messages",
                    "functions/message_table",
                    "functions/enqueue",
                    "functions/queue_command",
                    "functions/execute",
                    "functions/release",
                    "functions/all_seen",
                    "functions/empty_slot",
                    "functions/forget_places",
                    "functions/forget_table",
                    "functions/retire",
                    "functions/discard",
                    "functions/uninstall",
                    "functions/backlog",
                    "tables/status",
                    "tables/backfill_status",
                    "functions/on_ddl",
                    "functions/on_drop",
                    EVENT_TRIGGERS)
            .map(SchemaFile::read)
            .toList();

    /** The files, and a statement that takes note of them. */
    static String script(List<SchemaFile> files) {
        return files.stream().map(SchemaFile::sql).collect(Collectors.joining("\n", "", "\n")) + note(files);
    }

    private static String note(List<SchemaFile> files) {
        String rows = files.stream()
                .map(file -> "    ('%s', '%s', %d)".formatted(file.name, file.checksum(), VERSION))
                .collect(Collectors.joining(",\n"));
        return """
                INSERT INTO golconde.installed_file AS i (name, checksum, version) VALUES
                %s
                ON CONFLICT (name) DO UPDATE SET checksum = excluded.checksum, version = excluded.version;
                """.formatted(rows);
    }

    String checksum() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(sql.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static SchemaFile read(String name) {
        String path = "/io/golconde/source/sql/" + name + ".sql";
        try (InputStream stream = SchemaFile.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalStateException("the plugin lacks " + path);
            }
            return new SchemaFile(name, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
