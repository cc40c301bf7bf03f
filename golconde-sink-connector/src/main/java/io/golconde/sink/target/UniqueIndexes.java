package io.golconde.sink.target;

import io.golconde.core.sql.TableName;
import io.golconde.sink.statement.Column;
import io.golconde.sink.statement.UnfitIndex;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A table's unique indexes.
 *
 * @param keys those that tell all rows apart, the primary key first
 * @param unfit the others
 */
record UniqueIndexes(List<List<Column>> keys, List<UnfitIndex> unfit) {
    private static final String NULLABLE = "has nullable columns";

    private static final String INDEXES = """
            SELECT c.relname AS name,
                   coalesce((SELECT pg_catalog.array_agg(a.attname::pg_catalog.text ORDER BY k.position)
                    FROM pg_catalog.unnest(i.indkey::pg_catalog.int2[]) WITH ORDINALITY AS k (attnum, position)
                    JOIN pg_catalog.pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
                    WHERE k.position <= i.indnkeyatts), '{}') AS columns,
                   CASE WHEN NOT i.indisvalid THEN 'is not valid'
                        WHEN NOT i.indimmediate THEN 'is deferrable'
                        WHEN i.indpred IS NOT NULL THEN 'is partial'
                        WHEN i.indexprs IS NOT NULL THEN 'is on expressions'
                        WHEN EXISTS (SELECT FROM pg_catalog.pg_attribute AS a WHERE a.attrelid = i.indrelid
                                     AND a.attnum = ANY (i.indkey) AND a.attgenerated <> '') THEN 'has generated columns'
                        WHEN EXISTS (SELECT FROM pg_catalog.pg_attribute AS a WHERE a.attrelid = i.indrelid
                                     AND a.attnum = ANY (i.indkey) AND NOT a.attnotnull) THEN '%s' END AS flaw
            FROM pg_catalog.pg_index AS i
            JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
            WHERE i.indrelid = pg_catalog.to_regclass(?) AND i.indisunique
            ORDER BY i.indisprimary DESC, i.indnkeyatts, c.relname""".formatted(NULLABLE);

    static UniqueIndexes of(TableName table, List<Column> columns, Connection connection) throws SQLException {
        List<List<Column>> keys = new ArrayList<>();
        List<UnfitIndex> unfit = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(INDEXES)) {
            query.setString(1, table.quoted());
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    List<Column> indexed = columns(row.getArray("columns"), columns);
                    String flaw = row.getString("flaw");
                    if (flaw == null) {
                        keys.add(indexed);
                    } else {
                        unfit.add(new UnfitIndex(row.getString("name"), indexed, flaw, flaw.equals(NULLABLE)));
                    }
                }
            }
        }
        return new UniqueIndexes(List.copyOf(keys), List.copyOf(unfit));
    }

    private static List<Column> columns(Array names, List<Column> columns) throws SQLException {
        List<Column> indexed = new ArrayList<>();
        for (String name : (String[]) names.getArray()) {
            columns.stream().filter(column -> column.name().name().equals(name)).forEach(indexed::add);
        }
        return List.copyOf(indexed);
    }
}
