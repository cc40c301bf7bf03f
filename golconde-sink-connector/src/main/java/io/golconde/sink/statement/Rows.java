package io.golconde.sink.statement;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The rows that a statement is given, under the name {@code u}, with columns {@code c1, c2, ...}. */
record Rows(List<Column> columns) {
    /** {@code unnest(...) AS u(c1, c2)}, one array for each column. */
    String source() {
        return "unnest("
                + each(i -> "?::pg_catalog." + columns.get(i).type().form().typeName() + "[]") + ") AS u("
                + each(i -> "c" + (i + 1)) + ")";
    }

    /** The values in the types of their columns. */
    String values() {
        return each(this::value);
    }

    /** One column's value in its type. */
    String value(Column column) {
        return value(columns.indexOf(column));
    }

    /** The value of the column at an index in its type. */
    String value(int index) {
        return columns.get(index).type().cast("u.c" + (index + 1));
    }

    /** The condition that the row under an alias has the key of the row {@code u}. */
    String matches(String alias, List<Column> key) {
        return key.stream()
                .map(column -> alias + '.' + column.name().quoted() + " = " + value(column))
                .collect(Collectors.joining(" AND "));
    }

    /** One more condition, where there is one. */
    static String and(String condition) {
        return condition.isEmpty() ? "" : " AND (" + condition + ")";
    }

    static String names(List<Column> columns) {
        return columns.stream().map(column -> column.name().quoted()).collect(Collectors.joining(", "));
    }

    private String each(IntFunction<String> text) {
        return IntStream.range(0, columns.size()).mapToObj(text).collect(Collectors.joining(", "));
    }
}
