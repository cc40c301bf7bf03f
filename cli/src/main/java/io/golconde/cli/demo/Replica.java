package io.golconde.cli.demo;

import io.golconde.cli.compare.TableComparison;
import io.golconde.cli.compare.TableMapping;
import io.golconde.core.sql.Identifier;
import io.golconde.core.sql.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A database that holds the demo's tables, and how far it is. The source is one too: of itself.
 *
 * @param connection to its database, in auto-commit mode
 * @param tables what it keeps of the source
 */
record Replica(String name, Connection connection, List<TableMapping> tables) {
    /** The source's column with the time of the change, in the table {@link #CLOCKED}. */
    private static final Identifier CLOCK = new Identifier("changed_at");

    private static final TableName CLOCKED = TableName.of("public", "orders");

    /**
     * From the source row's clock to the target row's clock.
     *
     * @param rows those that live changes left
     */
    record Latency(long rows, double medianMs, double p99Ms) {}

    /** All rows of all tables. */
    long rows() throws SQLException {
        String counts = tables.stream()
                .map(table -> "(SELECT count(*) FROM " + table.destination().quoted() + ")")
                .collect(Collectors.joining(" + "));
        return ask("SELECT " + counts, row -> row.getLong(1));
    }

    /** Whether the last row of every table is here. */
    boolean hasLastRows() throws SQLException {
        String exist = tables.stream().map(Replica::lastRow).collect(Collectors.joining(" AND "));
        return ask("SELECT " + exist, row -> row.getBoolean(1));
    }

    private static String lastRow(TableMapping table) {
        String key = table.key().stream()
                .map(column -> column.destination().quoted() + " = -1")
                .collect(Collectors.joining(" AND "));
        return "EXISTS (SELECT FROM " + table.destination().quoted() + " WHERE " + key + ")";
    }

    /** The youngest change that is here; null before the first. */
    @Nullable
    Instant youngest() throws SQLException {
        Timestamp youngest = ask(
                "SELECT max(%s) FROM %s"
                        .formatted(clock().quoted(), clocked().destination().quoted()),
                row -> row.getTimestamp(1));
        return youngest == null ? null : youngest.toInstant();
    }

    /** How long the changes since the given time took, where their rows are still here. */
    Latency latency(Instant since) throws SQLException {
        String query = """
                SELECT count(*), percentile_disc(0.5) WITHIN GROUP (ORDER BY ms),
                    percentile_disc(0.99) WITHIN GROUP (ORDER BY ms)
                FROM (SELECT 1000 * extract(epoch FROM applied_at - %1$s)::float8 AS ms FROM %2$s WHERE %1$s >= ?) AS l""".formatted(clock().quoted(), clocked().destination().quoted());
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setTimestamp(1, Timestamp.from(since));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Latency(row.getLong(1), row.getDouble(2), row.getDouble(3));
            }
        }
    }

    List<TableComparison.Result> compare(Connection source) throws SQLException {
        List<TableComparison.Result> results = new ArrayList<>();
        for (TableMapping table : tables) {
            results.add(TableComparison.compare(source, connection, table));
        }
        return results;
    }

    private TableMapping clocked() {
        return tables.stream()
                .filter(table -> table.source().equals(CLOCKED))
                .findAny()
                .orElseThrow();
    }

    private Identifier clock() {
        return clocked().others().stream()
                .filter(column -> column.source().equals(CLOCK))
                .findAny()
                .orElseThrow()
                .destination();
    }

    private <T> T ask(String query, Answer<T> answer) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return answer.of(row);
        }
    }

    private interface Answer<T> {
        T of(ResultSet row) throws SQLException;
    }
}
