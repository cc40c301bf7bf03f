package io.golconde.sink.statement;

import io.golconde.core.sql.TableName;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Fails as a write of one row does because of its values, though nothing is written: each value is cast as a write casts
 * it, and read by its type's input function with the column's length and domain. Takes two arrays of text: the columns'
 * names and the values.
 */
public record ValueCheck(TableName table, List<Column> columns) {
    public String sql() {
        String casts = IntStream.range(0, columns.size())
                .mapToObj(i -> ", (" + columns.get(i).type().castOfText("v.texts[" + (i + 1) + "]") + ") IS NULL")
                .collect(Collectors.joining());
        return """
                SELECT pg_catalog.json_populate_record(NULL::%s, pg_catalog.json_object(v.names, v.texts)) IS NULL%s
                FROM (SELECT ?::pg_catalog.text[], ?::pg_catalog.text[]) AS v(names, texts)""".formatted(table.quoted(), casts);
    }
}
