package io.golconde.sink.target;

import io.golconde.core.event.Row;
import io.golconde.core.sql.SqlState;
import io.golconde.sink.statement.Column;
import io.golconde.sink.statement.ColumnType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Asks the server about many values at a time which of them are none of a type's, instead of trying them one by one.
 *
 * @param column the column with its type, for people
 * @param refusals by the indexes of the rows
 */
public record InvalidValues(String column, Map<Integer, SQLException> refusals) {
    private static final int FIRST_VERSION_THAT_TELLS = 16;
    /** Asks the type's input function, which is who reads the values unless text has a cast to the type. */
    private static final String REFUSED = """
            SELECT v.place, e.sql_error_code
            FROM pg_catalog.unnest(?::pg_catalog.text[]) WITH ORDINALITY AS v(value, place)
            CROSS JOIN LATERAL pg_catalog.pg_input_error_info(v.value, ?) AS e
            WHERE e.sql_error_code IS NOT NULL AND NOT EXISTS (
              SELECT FROM pg_catalog.pg_cast AS c
              WHERE c.castsource = 'pg_catalog.text'::pg_catalog.regtype AND c.castmethod = 'f'
                AND c.casttarget = pg_catalog.to_regtype(?)::pg_catalog.oid)""";

    /** The rows whose value in a column, which travels as text, is none of the type; none where the server cannot tell. */
    static InvalidValues among(List<Row> rows, Column column, String type, TargetSession session) throws SQLException {
        String name = column.name().name();
        Map<Integer, SQLException> refusals = new TreeMap<>();
        if (session.connection().getMetaData().getDatabaseMajorVersion() >= FIRST_VERSION_THAT_TELLS) {
            try {
                session.tentatively(
                        () -> refusals.putAll(ask(session.connection(), texts(rows, name), type, column.type())));
            } catch (SQLException e) {
                if (SqlState.of(e).isConnectionLoss()) {
                    throw e;
                }
                refusals.clear(); // an input function that does not tell, but fails
            }
        }
        return new InvalidValues(name + " of type " + type, refusals);
    }

    private static Map<Integer, SQLException> ask(
            Connection connection, @Nullable String[] texts, String type, ColumnType base) throws SQLException {
        Map<Integer, SQLException> refusals = new TreeMap<>();
        Map<String, SQLException> byState = new HashMap<>(); // a stack trace for each row takes longer than the query
        try (PreparedStatement query = connection.prepareStatement(REFUSED)) {
            query.setArray(1, connection.createArrayOf("text", texts));
            query.setString(2, type);
            query.setString(3, base.quoted());
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    SQLException failure = byState.computeIfAbsent(
                            row.getString(2), state -> new SQLException("refused by the type", state));
                    refusals.put(row.getInt(1) - 1, failure);
                }
            }
        }
        return refusals;
    }

    private static @Nullable String[] texts(List<Row> rows, String column) {
        List<@Nullable String> texts = new ArrayList<>();
        for (Row row : rows) {
            texts.add(row.has(column) && row.value(column) instanceof String text ? text : null);
        }
        return texts.toArray(new String[0]);
    }
}
