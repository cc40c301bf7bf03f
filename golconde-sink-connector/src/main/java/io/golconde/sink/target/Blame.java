package io.golconde.sink.target;

import io.golconde.core.event.Columns;
import io.golconde.core.event.Row;
import io.golconde.core.event.RowChange;
import io.golconde.core.sql.SqlState;
import io.golconde.core.sql.TableName;
import io.golconde.sink.buffer.DividedChange;
import io.golconde.sink.statement.ArrayForm;
import io.golconde.sink.statement.Column;
import io.golconde.sink.statement.KeyedTable;
import io.golconde.sink.statement.ValueCheck;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;
import org.postgresql.util.PSQLException;

/**
 * Finds the column because of which a row was refused, where the server does not name it: by checking the values of half
 * of the columns, then of half of those. What a table's records failed with last is tried first.
 */
public final class Blame {
    /** Classes of failures that a value alone can be the reason of: data exceptions, and domains' constraints. */
    private static final Set<String> OF_VALUES = Set.of("22", "23");

    private static final String TYPE = """
            SELECT pg_catalog.format_type(atttypid, atttypmod) FROM pg_catalog.pg_attribute
            WHERE attrelid = pg_catalog.to_regclass(?) AND attname = ?""";

    private final TargetSession session;
    private final Map<TableName, Column> latest = new HashMap<>();
    private final Map<KeyedTable, Map<Column, String>> typeNames =
            new WeakHashMap<>(); // new with each reading of the catalog

    public Blame(TargetSession session) {
        this.session = session;
    }

    /**
     * The column and its type, null where no single column is to blame or the server has named it.
     *
     * @param failure what the change fails with; the transaction is as it was before
     */
    public @Nullable String of(KeyedTable table, RowChange change, SQLException failure) throws SQLException {
        if (change instanceof DividedChange divided) {
            for (DividedChange.Part part : divided.parts()) {
                String found = of(part.table(), part.change(), failure);
                if (found != null) {
                    return found + " of table " + part.table().name();
                }
            }
            return null;
        }
        Row row = row(change);
        SqlState state = SqlState.of(failure);
        if (row == null || isNamed(failure) || !mayBeOfValue(state)) {
            return null;
        }
        Search search = new Search(table, row, state);
        Column guess = latest.get(table.name());
        Column found = guess != null && row.has(guess.name().name()) && search.fails(List.of(guess))
                ? guess
                : search.column(table.columns(row.columns()));
        if (found == null) {
            return null;
        }
        latest.put(table.name(), found);
        return found.name() + " of type " + typeName(table, found);
    }

    /** Whether a column was to blame for a row of the table of which {@link #alike} can find others. */
    public boolean knows(KeyedTable table) {
        Column column = latest.get(table.name());
        return column != null && column.type().form() == ArrayForm.TEXT;
    }

    /** Which rows are to be refused for their value in the column that was to blame for the table's last one. */
    public InvalidValues alike(KeyedTable table, List<Row> rows) throws SQLException {
        Column column = Objects.requireNonNull(latest.get(table.name()), "no column was to blame");
        return InvalidValues.among(rows, column, typeName(table, column), session);
    }

    private static @Nullable Row row(RowChange change) {
        if (change instanceof RowChange.Rekey rekey) {
            return rekey.write().row();
        }
        if (change instanceof RowChange.Write write) {
            return write.row();
        }
        return change instanceof RowChange.Delete delete ? delete.key() : null;
    }

    private static boolean mayBeOfValue(SqlState state) {
        return OF_VALUES.contains(state.category()) || state.equals(SqlState.SYNTAX_ERROR);
    }

    /** A constraint other than a domain's, which has a type, is named with what it is about. */
    private static boolean isNamed(SQLException failure) {
        if (!(failure instanceof PSQLException server) || server.getServerErrorMessage() == null) {
            return false;
        }
        boolean ofTable = server.getServerErrorMessage().getConstraint() != null
                && server.getServerErrorMessage().getDatatype() == null;
        return ofTable || server.getServerErrorMessage().getColumn() != null;
    }

    private String typeName(KeyedTable table, Column column) throws SQLException {
        Map<Column, String> names = typeNames.computeIfAbsent(table, keyed -> new HashMap<>());
        String name = names.get(column);
        if (name == null) {
            name = type(table.name(), column);
            names.put(column, name);
        }
        return name;
    }

    private String type(TableName table, Column column) throws SQLException {
        try (PreparedStatement query = session.connection().prepareStatement(TYPE)) {
            query.setString(1, table.quoted());
            query.setString(2, column.name().name());
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? String.valueOf(row.getString(1))
                        : column.type().toString();
            }
        }
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof byte[] bytes
                ? "\\x" + HexFormat.of().formatHex(bytes)
                : value == null ? null : value.toString();
    }

    private final class Search {
        private final KeyedTable table;
        private final Row row;
        private final SqlState state;

        Search(KeyedTable table, Row row, SqlState state) {
            this.table = table;
            this.row = row;
            this.state = state;
        }

        @Nullable
        Column column(List<Column> columns) throws SQLException {
            List<Column> suspects = columns;
            while (suspects.size() > 1) {
                List<Column> half = suspects.subList(0, suspects.size() / 2);
                suspects = fails(half) ? half : suspects.subList(half.size(), suspects.size());
            }
            return suspects.size() == 1 && fails(suspects) ? suspects.get(0) : null;
        }

        boolean fails(List<Column> columns) throws SQLException {
            try {
                session.tentatively(() -> check(columns));
                return false;
            } catch (SQLException e) {
                SqlState found = SqlState.of(e);
                if (found.isConnectionLoss()) {
                    throw e;
                }
                return found.equals(state);
            }
        }

        private void check(List<Column> columns) throws SQLException {
            String sql = new ValueCheck(table.name(), columns).sql();
            List<String> names = columns.stream().map(c -> c.name().name()).toList();
            try (PreparedStatement check = session.connection().prepareStatement(sql)) {
                if (columns.size() > 1) {
                    check.unwrap(PGStatement.class).setPrepareThreshold(0); // it may never come again
                }
                check.setArray(1, session.connection().createArrayOf("text", names.toArray()));
                check.setArray(2, session.connection().createArrayOf("text", texts(new Columns(names))));
                check.execute();
            }
        }

        private @Nullable Object[] texts(Columns columns) {
            return columns.names().stream().map(name -> text(row.value(name))).toArray();
        }
    }
}
