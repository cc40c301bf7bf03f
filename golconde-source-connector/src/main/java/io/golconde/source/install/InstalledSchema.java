package io.golconde.source.install;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What there is of schema golconde.
 *
 * @param version 0 where there is nothing
 * @param checksums of the files that are in place, by name
 */
record InstalledSchema(int version, Map<String, String> checksums) {
    private static final String EXISTS = """
            SELECT EXISTS (SELECT FROM pg_catalog.pg_class r
                           JOIN pg_catalog.pg_namespace n ON n.oid = r.relnamespace
                           WHERE n.nspname = 'golconde' AND r.relname = 'installed_file')""";

    /** The event triggers' file counts only where they exist, or the role may not create them. */
    private static final String FILES = """
            SELECT f.name, f.checksum, f.version FROM golconde.installed_file f
            WHERE f.name <> '%s'
               OR EXISTS (SELECT FROM pg_catalog.pg_event_trigger WHERE evtname = 'golconde_ddl')
               OR NOT (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user)
            """.formatted(SchemaFile.EVENT_TRIGGERS);

    static InstalledSchema read(Connection connection) throws SQLException {
        Map<String, String> checksums = new HashMap<>();
        int version = 0;
        try (Statement statement = connection.createStatement()) {
            if (!exists(statement)) {
                return new InstalledSchema(version, checksums);
            }
            try (ResultSet row = statement.executeQuery(FILES)) {
                while (row.next()) {
                    checksums.put(row.getString("name"), row.getString("checksum"));
                    version = Math.max(version, row.getInt("version"));
                }
            }
        }
        return new InstalledSchema(version, checksums);
    }

    boolean isMissing() {
        return version == 0;
    }

    /** A newer connector installed it: it is left alone. */
    boolean isNewer() {
        return version > SchemaFile.VERSION;
    }

    /** The files to run, in order. */
    List<SchemaFile> outdated() {
        return isNewer()
                ? List.of()
                : SchemaFile.ALL.stream()
                        .filter(file -> !file.checksum().equals(checksums.get(file.name())))
                        .toList();
    }

    /** Whether there is anything to read; the role may use the schema, if there is one. */
    static boolean isThere(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return exists(statement);
        }
    }

    private static boolean exists(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery(EXISTS)) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
