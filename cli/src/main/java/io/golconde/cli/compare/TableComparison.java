package io.golconde.cli.compare;

import io.golconde.cli.compare.Difference.Kind;
import io.golconde.cli.compare.TableMapping.ColumnPair;
import io.golconde.core.sql.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compares two tables row by row: both are read in the order of their keys' text and merged. Values are equal when
 * PostgreSQL prints them alike, under the same settings on both sides.
 */
public final class TableComparison {
    /** How much one comparison has seen, and where the sides differ. */
    public record Result(TableMapping table, long rows, long differing, List<Difference> examples) {
        public boolean isEqual() {
            return differing == 0;
        }

        @Override
        public String toString() {
            return table + ", " + rows + " rows, " + (isEqual() ? "all equal" : differing + " differ");
        }
    }

    private static final String SAME_PRINT =
            "SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO'; SET LOCAL IntervalStyle = 'postgres';"
                    + " SET LOCAL extra_float_digits = 3; SET LOCAL bytea_output = 'hex'";
    private static final int MAX_EXAMPLES = 10;

    private final TableMapping mapping;
    private final List<Difference> examples = new ArrayList<>();
    private long rows;
    private long differing;

    private TableComparison(TableMapping mapping) {
        this.mapping = mapping;
    }

    /** Reads both tables whole, each in a transaction of its own. The connections are in auto-commit mode. */
    public static Result compare(Connection source, Connection destination, TableMapping mapping) throws SQLException {
        source.setAutoCommit(false);
        destination.setAutoCommit(false);
        try (TextRows left = rows(source, mapping, true);
                TextRows right = rows(destination, mapping, false)) {
            TableComparison comparison = new TableComparison(mapping);
            comparison.merge(left, right);
            return new Result(mapping, comparison.rows, comparison.differing, List.copyOf(comparison.examples));
        } finally {
            source.setAutoCommit(true);
            destination.setAutoCommit(true);
        }
    }

    private static TextRows rows(Connection connection, TableMapping mapping, boolean isSource) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(SAME_PRINT);
        }
        return new TextRows(
                connection,
                isSource ? mapping.source() : mapping.destination(),
                mapping.columns().stream()
                        .map(isSource ? ColumnPair::source : ColumnPair::destination)
                        .toList(),
                mapping.key().size());
    }

    private void merge(TextRows left, TextRows right) throws SQLException {
        while (left.hasRow() || right.hasRow()) {
            int order = order(left, right);
            if (order < 0) {
                differs(Kind.MISSING, left.key(), List.of());
            } else if (order > 0) {
                differs(Kind.UNEXPECTED, right.key(), List.of());
            } else if (!left.row().equals(right.row())) {
                differs(Kind.DIFFERENT, left.key(), differingColumns(left.row(), right.row()));
            }
            rows++;
            if (order <= 0) {
                left.advance();
            }
            if (order >= 0) {
                right.advance();
            }
        }
    }

    /** Below 0 when the left row stands alone, above 0 when the right one does. */
    private static int order(TextRows left, TextRows right) {
        if (!left.hasRow() || !right.hasRow()) {
            return left.hasRow() ? -1 : 1;
        }
        for (int i = 0; i < left.key().size(); i++) {
            String ours = Objects.requireNonNull(left.key().get(i), "a key is not null");
            String theirs = Objects.requireNonNull(right.key().get(i), "a key is not null");
            int order = ours.compareTo(theirs);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private void differs(Kind kind, List<@Nullable String> key, List<Identifier> columns) {
        differing++;
        if (examples.size() < MAX_EXAMPLES) {
            examples.add(new Difference(mapping, kind, key, columns));
        }
    }

    private List<Identifier> differingColumns(List<@Nullable String> left, List<@Nullable String> right) {
        List<ColumnPair> columns = mapping.columns();
        List<Identifier> differing = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            if (!Objects.equals(left.get(i), right.get(i))) {
                differing.add(columns.get(i).source());
            }
        }
        return differing;
    }
}
