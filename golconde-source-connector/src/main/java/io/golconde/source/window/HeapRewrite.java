package io.golconde.source.window;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for rows of a table without a key that were queued before a rewrite (VACUUM FULL, CLUSTER, ALTER TABLE) moved them
 * elsewhere: nothing tells them any more from the rows that were there before.
 */
record HeapRewrite(QueueTable table, QueuedPlaces queued) {
    private static final Logger LOG = LoggerFactory.getLogger(HeapRewrite.class);

    /** Whether there are rows, later than the last truncate, in a file that is not the table's or a partition's; takes the table. */
    private static final String QUEUED = """
            WITH queued AS MATERIALIZED (%s)
            SELECT EXISTS (
              SELECT FROM queued q
              WHERE q.op = 'i' AND NOT EXISTS (SELECT FROM queued t WHERE t.op = 't' AND t.lsn > q.lsn)
                AND q.row_file NOT IN (
                  SELECT pg_catalog.pg_relation_filenode(c.oid)
                  FROM (SELECT ?::pg_catalog.regclass AS root) r
                  JOIN pg_catalog.pg_class c ON c.oid = r.root OR c.oid IN (SELECT relid FROM pg_catalog.pg_partition_tree(r.root))
                  WHERE c.relkind = 'r'))""";

    void warnOfQueuedRows(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(QUEUED.formatted(queued.select("lsn, op, row_file", "op IN ('i', 't')")))) {
            statement.setString(1, Objects.requireNonNull(table.source()).name().quoted());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                if (row.getBoolean(1)) {
                    LOG.warn(
                            "{} was rewritten, or lost a partition, before its existing rows were read; having no key, the rows"
                                    + " that were inserted between its capture and the rewrite are sent twice",
                            table.version().name());
                }
            }
        }
    }
}
