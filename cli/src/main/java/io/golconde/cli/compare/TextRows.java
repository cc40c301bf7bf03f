package io.golconde.cli.compare;

import io.golconde.core.sql.Identifier;
import io.golconde.core.sql.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a table's columns as text in the order of the key's text, one row at a time and never all of them. */
final class TextRows implements AutoCloseable {
    private static final int FETCH_ROWS = 500;

    private final int keySize;
    private final Statement statement;
    private final ResultSet rows;
    private final int size;
    private @Nullable List<@Nullable String> current;

    /**
     * Stands on the first row.
     *
     * @param connection not in auto-commit mode, else the driver would read all rows at once
     * @param columns the key's columns first
     */
    TextRows(Connection connection, TableName table, List<Identifier> columns, int keySize) throws SQLException {
        this.keySize = keySize;
        this.size = columns.size();
        this.statement = connection.createStatement();
        statement.setFetchSize(FETCH_ROWS);
        this.rows = statement.executeQuery(query(table, columns, keySize));
        advance();
    }

    private static String query(TableName table, List<Identifier> columns, int keySize) {
        String texts = columns.stream()
                .map(column -> column.quoted() + "::pg_catalog.text")
                .collect(Collectors.joining(", "));
        String order = columns.stream()
                .limit(keySize)
                .map(column -> column.quoted() + "::pg_catalog.text COLLATE \"C\"")
                .collect(Collectors.joining(", "));
        return "SELECT " + texts + " FROM " + table.quoted() + " ORDER BY " + order;
    }

    boolean hasRow() {
        return current != null;
    }

    List<@Nullable String> row() {
        return Objects.requireNonNull(current, "after the last row");
    }

    List<@Nullable String> key() {
        return row().subList(0, keySize);
    }

    void advance() throws SQLException {
        if (!rows.next()) {
            current = null;
            return;
        }
        List<@Nullable String> row = new ArrayList<>(size);
        for (int i = 1; i <= size; i++) {
            row.add(rows.getString(i));
        }
        current = row;
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
