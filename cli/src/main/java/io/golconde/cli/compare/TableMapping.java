package io.golconde.cli.compare;

import io.golconde.core.sql.Identifier;
import io.golconde.core.sql.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which table of a destination holds a source's table, and under which names the columns that it keeps.
 *
 * @param key the pairs of columns that identify a row on both sides
 * @param others the other pairs that must be equal
 */
public record TableMapping(TableName source, TableName destination, List<ColumnPair> key, List<ColumnPair> others) {

    /** A source's column and the destination's. */
    public record ColumnPair(Identifier source, Identifier destination) {}

    private static final String COLUMNS = """
            SELECT a.attname, coalesce(a.attnum = ANY ((i.indkey::int2[])[0:i.indnkeyatts - 1]), false)
            FROM pg_catalog.pg_attribute AS a
            LEFT JOIN pg_catalog.pg_index AS i ON i.indrelid = a.attrelid AND i.indisprimary
            WHERE a.attrelid = ?::regclass AND a.attnum > 0 AND NOT a.attisdropped
            ORDER BY a.attnum""";

    /** A mapping without columns yet. */
    public static TableMapping of(TableName source, TableName destination) {
        return new TableMapping(source, destination, List.of(), List.of());
    }

    /** The mapping to a table with the same names: all columns of the source, its primary key as the key. */
    public static TableMapping alike(Connection source, TableName table) throws SQLException {
        TableMapping mapping = of(table, table);
        try (PreparedStatement columns = source.prepareStatement(COLUMNS)) {
            columns.setString(1, table.quoted());
            try (ResultSet row = columns.executeQuery()) {
                while (row.next()) {
                    String name = row.getString(1);
                    mapping = row.getBoolean(2) ? mapping.key(name, name) : mapping.column(name, name);
                }
            }
        }
        return mapping;
    }

    /** This mapping with one more key column. */
    public TableMapping key(String sourceColumn, String destinationColumn) {
        return new TableMapping(source, destination, with(key, sourceColumn, destinationColumn), others);
    }

    /** This mapping with one more column beside the key. */
    public TableMapping column(String sourceColumn, String destinationColumn) {
        return new TableMapping(source, destination, key, with(others, sourceColumn, destinationColumn));
    }

    private static List<ColumnPair> with(List<ColumnPair> pairs, String source, String destination) {
        List<ColumnPair> more = new ArrayList<>(pairs);
        more.add(new ColumnPair(new Identifier(source), new Identifier(destination)));
        return List.copyOf(more);
    }

    /** The key's pairs, then the others. */
    List<ColumnPair> columns() {
        return Stream.concat(key.stream(), others.stream()).toList();
    }

    @Override
    public String toString() {
        return source.equals(destination) ? source.toString() : source + " -> " + destination;
    }
}
