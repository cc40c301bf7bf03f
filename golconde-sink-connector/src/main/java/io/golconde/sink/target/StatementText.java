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
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < forms.size(); i++) {
                ArrayForm form = forms.get(i);
                statement.setArray(i + 1, connection.createArrayOf(form.typeName(), column(form, i, rows)));
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
