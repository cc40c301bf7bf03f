package io.golconde.source.install;

import io.golconde.core.config.Finding;
import io.golconde.core.sql.Identifier;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The server, the database and the role of a connection.
 *
 * @param mayCreate the role may create schemas in the database
 * @param schemaOwner who owns schema golconde; null where there is none
 * @param rowsCapturable whether rows can be captured, and not only keys: the event trigger is there, or whoever installs
 *     can create it
 */
record SourceServer(
        int version,
        boolean standby,
        Identifier role,
        Identifier database,
        boolean mayCreate,
        @Nullable String schemaOwner,
        boolean rowsCapturable) {

    private static final int OLDEST_VERSION = 14;

    private static final String SERVER = """
            SELECT pg_catalog.current_setting('server_version_num')::int / 10000 AS version,
                   pg_catalog.pg_is_in_recovery() AS standby,
                   current_user AS role, pg_catalog.current_database() AS database,
                   pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE') AS may_create,
                   (SELECT pg_catalog.pg_get_userbyid(nspowner) FROM pg_catalog.pg_namespace
                    WHERE nspname = 'golconde') AS schema_owner,
                   coalesce((SELECT evtenabled IN ('O', 'A') FROM pg_catalog.pg_event_trigger WHERE evtname = 'golconde_ddl'),
                            (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user)) AS rows_capturable""";

    static SourceServer read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SERVER)) {
            row.next();
            return new SourceServer(
                    row.getInt("version"),
                    row.getBoolean("standby"),
                    new Identifier(row.getString("role")),
                    new Identifier(row.getString("database")),
                    row.getBoolean("may_create"),
                    row.getString("schema_owner"),
                    row.getBoolean("rows_capturable"));
        }
    }

    /** Why nothing can be captured here, whatever the tables are. */
    List<Finding> findings(boolean manual) {
        List<Finding> found = new ArrayList<>();
        if (version < OLDEST_VERSION) {
            found.add(new Finding(
                    "connection.url",
                    "PostgreSQL " + OLDEST_VERSION + " or later is needed, this is version " + version + '.'));
        }
        if (standby) {
            found.add(new Finding(
                    "connection.url",
                    "This server is a standby, which does not see running transactions: name the primary, or all hosts"
                            + " with targetServerType=primary."));
        } else if (!manual && schemaOwner == null && !mayCreate) {
            found.add(new Finding(
                    "connection.user",
                    "Role " + role + " may not create schema golconde: GRANT CREATE ON DATABASE " + database.quoted()
                            + " TO " + role.quoted() + "; or set capture.install=manual."));
        } else if (!manual && schemaOwner != null && !schemaOwner.equals(role.name())) {
            found.add(new Finding(
                    "capture.install",
                    "Schema golconde belongs to role " + schemaOwner + ", this is role " + role
                            + ": connect as its owner, or set capture.install=manual."));
        }
        return found;
    }
}
