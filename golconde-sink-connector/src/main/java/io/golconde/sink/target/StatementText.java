package io.golconde.sink.target;

import io.golconde.core.event.Row;
import io.golconde.sink.statement.ArrayForm;
import io.golconde.sink.statement.RowStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement whose text is made, to be executed with rows whose columns are its parameters. */
record StatementText(String sql, List<ArrayForm> forms) {
    static StatementText of(RowStatement statement) {
        return new StatementText(
                statement.sql(),
                statement.parameters().stream()
                        .map(column -> column.type().form())
                        .toList());
    }

    /** Executes the statement for all rows at once; the driver keeps what it has prepared, by the text. */
    int execute(Connection connection, List<Row> rows) throws SQLException {
        return execute(connection, rows, List.of());
    }

    /** The same for rows that each have another row's columns behind their own. */
    int execute(Connection connection, List<Row> rows, List<Row> others) throws SQLException {
        int width = others.isEmpty() ? forms.size() : rows.get(0).columns().size();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < forms.size(); i++) {
                ArrayForm form = forms.get(i);
                @Nullable Object[] values = i < width ? column(form, i, rows) : column(form, i - width, others);
                statement.setArray(i + 1, connection.createArrayOf(form.typeName(), values));
            }
            return statement.executeUpdate();
        }
    }

    private static @Nullable Object[] column(ArrayForm form, int index, List<Row> rows) {
        @Nullable Object[] values = form.newArray(rows.size());
        for (int i = 0; i < values.length; i++) {
            values[i] = rows.get(i).value(index);
        }
        return values;
    }
}
