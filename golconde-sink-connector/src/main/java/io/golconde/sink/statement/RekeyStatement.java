package io.golconde.sink.statement;

import io.golconde.core.sql.TableName;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Gives rows other keys, and sets their other columns. The parameters are the columns and, behind them, the old keys. */
public record RekeyStatement(TableName table, List<Column> columns, List<Column> key) implements RowStatement {
    @Override
    public List<Column> parameters() {
        return Stream.concat(columns.stream(), key.stream()).toList();
    }

    @Override
    public String sql() {
        Rows rows = new Rows(parameters());
        String assignments = columns.stream()
                .filter(Column::isUpdatable)
                .map(column -> column.name().quoted() + " = " + rows.value(column))
                .collect(Collectors.joining(", "));
        String matches = IntStream.range(0, key.size())
                .mapToObj(i -> "t." + key.get(i).name().quoted() + " = " + rows.value(columns.size() + i))
                .collect(Collectors.joining(" AND "));
        return """
                UPDATE %s AS t SET %s
                FROM %s
                WHERE %s""".formatted(table.quoted(), assignments, rows.source(), matches);
    }
}
