package io.golconde.source.install;

import io.golconde.core.sql.Identifier;
import io.golconde.core.sql.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All of the installation as one SQL script, for a person to read and run: schema golconde, the capture of tables, and the
 * rights of the role that drains. It can be run again, over an older version too.
 */
public final class InstallScript {
    private static final String HEADER = """
            -- Installs Golconde in this database: schema golconde, and triggers on the tables named at the end.
            -- Run it as a superuser; as another role, tables are captured by key only. It is one transaction, and can be run again.
            BEGIN;
            SET LOCAL client_min_messages = warning;
            SET LOCAL search_path = pg_catalog;
            SET LOCAL lock_timeout = '10s';

            """;

    /** Queue tables and slots come with each change of a captured table: the rights on them must come by themselves. */
    private static final String GENERATED = """
            GRANT SELECT ON ALL TABLES IN SCHEMA golconde TO %1$s;
            GRANT SELECT ON ALL SEQUENCES IN SCHEMA golconde TO %1$s;
            ALTER DEFAULT PRIVILEGES IN SCHEMA golconde GRANT SELECT ON TABLES TO %1$s;
            ALTER DEFAULT PRIVILEGES IN SCHEMA golconde GRANT SELECT ON SEQUENCES TO %1$s;
            """;

    private InstallScript() {}

    /** For the tables of a database that the settings select. */
    public static String of(Connection connection, InstallSettings settings, Identifier drainRole) throws SQLException {
        List<TableName> tables = settings.selected(SourceTable.all(connection)).stream()
                .map(SourceTable::name)
                .toList();
        return of(settings, tables, drainRole);
    }

    /** For given tables, without looking at a database. */
    public static String of(InstallSettings settings, List<TableName> tables, Identifier drainRole) {
        return Stream.of(
                        Stream.of(HEADER + SchemaFile.script(SchemaFile.ALL)),
                        tables.stream()
                                .map(table -> InstallStep.capture(settings, table, "install")
                                        .sql()),
                        Stream.of("\n-- what the role that drains the queue needs, and no more"),
                        Stream.concat(Right.TO_DRAIN.stream(), rightsOn(tables)).map(right -> right.grant(drainRole)),
                        Stream.of(GENERATED.formatted(drainRole.quoted()) + "COMMIT;\n"))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
    }

    private static Stream<Right> rightsOn(List<TableName> tables) {
        return Stream.concat(
                tables.stream().map(Right::use).distinct(), tables.stream().map(Right::read));
    }
}
