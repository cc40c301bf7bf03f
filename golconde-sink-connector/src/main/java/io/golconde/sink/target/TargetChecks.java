package io.golconde.sink.target;

import io.golconde.core.config.Finding;
import io.golconde.sink.record.ReadingRules;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * Whether a database can be a target; each finding names the setting and the way out. Changes nothing.
 *
 * @param offsets whether it is to keep offsets, too
 * @param replica whether its ordinary triggers are not to see what is written
 * @param topics topics whose names tell their tables, where that is certain
 * @param keyColumns gets the names of the key columns of their tables
 */
public record TargetChecks(
        boolean offsets,
        boolean replica,
        List<String> topics,
        ReadingRules rules,
        Consumer<Collection<String>> keyColumns) {
    private static final int OLDEST_SERVER = 14;
    private static final String MAY_KEEP_OFFSETS = """
            SELECT CASE WHEN pg_catalog.to_regnamespace('golconde') IS NULL
                        THEN pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE')
                        WHEN NOT pg_catalog.has_schema_privilege('golconde', 'USAGE') THEN false
                        WHEN pg_catalog.to_regclass('golconde.sink_offset') IS NULL
                        THEN pg_catalog.has_schema_privilege('golconde', 'CREATE')
                        ELSE pg_catalog.has_table_privilege('golconde.sink_offset', 'SELECT')
                          AND pg_catalog.has_table_privilege('golconde.sink_offset', 'INSERT')
                          AND pg_catalog.has_table_privilege('golconde.sink_offset', 'UPDATE') END""";

    public List<Finding> findings(Connection connection) throws SQLException {
        if (connection.getMetaData().getDatabaseMajorVersion() < OLDEST_SERVER) {
            return List.of(
                    new Finding("connection.url", "The server must be PostgreSQL " + OLDEST_SERVER + " or later."));
        }
        List<Finding> findings = new ArrayList<>();
        if (offsets && !mayKeepOffsets(connection)) {
            findings.add(new Finding(
                    "delivery.guarantee",
                    "exactly_once keeps its offsets in the target's table golconde.sink_offset, which connection.user"
                            + " may neither use nor create: grant it that, or set delivery.guarantee=at_least_once."));
        }
        if (replica) {
            checkReplicaRole(connection, findings);
        }
        TableChecks tables = new TableChecks(topics, rules, connection);
        findings.addAll(tables.run());
        keyColumns.accept(tables.keyColumns());
        return findings;
    }

    private static void checkReplicaRole(Connection connection, List<Finding> findings) throws SQLException {
        try {
            TargetSession.becomeReplica(connection);
        } catch (ConnectException e) {
            findings.add(new Finding("session.replica.role", e.getMessage() + '.'));
        }
    }

    private static boolean mayKeepOffsets(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(MAY_KEEP_OFFSETS);
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
