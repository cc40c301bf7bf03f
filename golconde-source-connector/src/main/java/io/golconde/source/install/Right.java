package io.golconde.source.install;

import io.golconde.core.sql.Identifier;
import io.golconde.core.sql.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/**
 * Something that a role must be allowed to do.
 *
 * @param privileges separated by commas, as in GRANT
 * @param kind of the object: SCHEMA, TABLE, FUNCTION
 * @param object its name, quoted
 */
record Right(String privileges, String kind, String object) {
    static final Right TO_ENTER = new Right("USAGE", "SCHEMA", "golconde");
    static final Right TO_LOOK = new Right("SELECT", "TABLE", "golconde.installed_file");

    /** What a role needs in schema golconde to drain queues that somebody else has installed. */
    static final List<Right> TO_DRAIN = List.of(
            TO_ENTER,
            TO_LOOK,
            new Right("SELECT", "TABLE", "golconde.captured_table"),
            new Right("SELECT", "TABLE", "golconde.generation"),
            new Right("SELECT", "TABLE", "golconde.generation_column"),
            new Right("SELECT", "TABLE", "golconde.status"),
            new Right("SELECT, INSERT, UPDATE", "TABLE", "golconde.queue"),
            new Right("SELECT, INSERT, UPDATE, DELETE", "TABLE", "golconde.progress"),
            new Right("SELECT, UPDATE", "TABLE", "golconde.backfill_request"),
            new Right("SELECT", "TABLE", "golconde.outdated_table"),
            new Right("SELECT", "TABLE", "golconde.partition_change"),
            new Right("SELECT", "TABLE", "golconde.missed_change"),
            new Right("SELECT", "TABLE", "golconde.kept_place"),
            new Right("EXECUTE", "FUNCTION", "golconde.base_type(oid)"),
            new Right("EXECUTE", "FUNCTION", "golconde.type_modifier(oid, integer)"),
            new Right("EXECUTE", "FUNCTION", "golconde.row_fits(oid)"),
            new Right("EXECUTE", "FUNCTION", "golconde.backlog()"),
            new Right("EXECUTE", "FUNCTION", "golconde.release(text)"),
            new Right("EXECUTE", "FUNCTION", "golconde.move_slot(integer, integer)"),
            new Right("EXECUTE", "FUNCTION", "golconde.empty_slot(integer, integer, integer, pg_snapshot, boolean)"),
            new Right("EXECUTE", "FUNCTION", "golconde.forget_places()"),
            new Right("EXECUTE", "FUNCTION", "golconde.retire(integer, integer, pg_snapshot)"));

    static Right use(TableName table) {
        return new Right("USAGE", "SCHEMA", table.schema().quoted());
    }

    static Right read(TableName table) {
        return new Right("SELECT", "TABLE", table.quoted());
    }

    static Right trigger(TableName table) {
        return new Right("TRIGGER", "TABLE", table.quoted());
    }

    String grant(Identifier role) {
        return "GRANT " + privileges + " ON " + kind + ' ' + object + " TO " + role.quoted() + ';';
    }

    /** Whether the connected role has all of it. The object must exist, and be in a schema that the role may use. */
    boolean isHeld(Connection connection) throws SQLException {
        String sql = """
                SELECT bool_and(pg_catalog.has_%s_privilege(?, privilege))
                FROM pg_catalog.regexp_split_to_table(?, ', ') AS privilege""".formatted(kind.toLowerCase(Locale.ROOT));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, object);
            statement.setString(2, privileges);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}
