package io.golconde.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a column to the field of a record, for rows that existed before and for captured ones. */
class SourceTypesTest {
    private static final List<Example> EXAMPLES = List.of(
            new Example("boolean", "true", true),
            new Example("smallint", "-32768", Short.MIN_VALUE),
            new Example("integer", "2147483647", Integer.MAX_VALUE),
            new Example("bigint", "-9223372036854775808", Long.MIN_VALUE),
            new Example("oid", "4294967295", 4_294_967_295L),
            new Example("real", "'NaN'", "NaN"),
            new Example("double precision", "'-Infinity'", "-Infinity"),
            new Example("double precision", "0.1", "0.1"),
            new Example("double precision", "'-0'", "-0"),
            new Example("numeric", "12345678901234567890.00010", "12345678901234567890.00010"),
            new Example("numeric", "'NaN'", "NaN"),
            new Example("money", "1234.5", "$1,234.50"),
            new Example("text", "'naïve ''x'''", "naïve 'x'"),
            new Example("char(4)", "'ab'", "ab  "),
            new Example("bytea", "'\\x00ff'", new byte[] {0, -1}),
            new Example("date", "'1970-01-02'", 1),
            new Example("date", "'infinity'", Integer.MAX_VALUE),
            new Example("time", "'24:00'", 86_400_000_000L),
            new Example("timetz", "'12:00:00.5+02'", "12:00:00.5+02"),
            new Example("timestamp", "'1970-01-01 00:00:01.000001'", 1_000_001L),
            new Example("timestamp", "'-infinity'", Long.MIN_VALUE),
            new Example("timestamptz", "'2024-02-29 23:59:59.999999+01'", "2024-02-29T22:59:59.999999Z"),
            new Example("timestamptz", "'0044-03-15 12:00+00 BC'", "0044-03-15T12:00:00Z BC"),
            new Example("interval", "'1 mon 2 days 03:04:05.6'", "1 mon 2 days 03:04:05.6"),
            new Example("uuid", "'" + new UUID(1, 2) + "'", new UUID(1, 2).toString()),
            new Example("json", "'{\"b\":  1, \"b\": 2}'", "{\"b\":  1, \"b\": 2}"),
            new Example("jsonb", "'{\"b\":1}'", "{\"b\": 1}"),
            new Example("xml", "'<a/>'", "<a/>"),
            new Example("mood", "'so so'", "so so"),
            new Example("positive", "7", 7),
            new Example("pair", "ROW(1, 'x y')", "(1,\"x y\")"),
            new Example("int[]", "'{{1,NULL},{3,4}}'", "{{1,NULL},{3,4}}"),
            new Example("mood[]", "'{ok,\"so so\"}'", "{ok,\"so so\"}"),
            new Example("int4range", "'[1,5)'", "[1,5)"),
            new Example("point", "'(1.5,-2)'", "(1.5,-2)"),
            new Example("inet", "'192.168.0.1/24'", "192.168.0.1/24"),
            new Example("bit(3)", "B'101'", "101"),
            new Example("tsvector", "'a:1 b:2'", "'a':1 'b':2"));

    private final RunningSource source = new RunningSource();

    /** A column's type, a value as SQL, and the value of the field. */
    private record Example(String type, String sql, Object value) {}

    @AfterEach
    void stop() {
        source.stop();
    }

    @Test
    void everyTypeArrivesExactly() throws Exception {
        source.run("CREATE TYPE mood AS ENUM ('ok', 'so so'); CREATE DOMAIN positive AS int CHECK (VALUE > 0);"
                + " CREATE TYPE pair AS (a int, b text)");
        source.run("CREATE TABLE one_of_each (id int PRIMARY KEY, " + columns() + ")");
        source.run("INSERT INTO one_of_each VALUES (1, " + values() + ")");
        source.start(Map.of());
        SourceRecord existing = source.next();

        source.run("INSERT INTO one_of_each VALUES (2, " + values() + ")");
        SourceRecord captured = source.next();
        source.run("INSERT INTO one_of_each VALUES (3)");
        SourceRecord empty = source.next();

        assertExact(existing);
        assertExact(captured);
        assertThat(IntStream.range(0, EXAMPLES.size())
                        .mapToObj(i -> RunningSource.row(empty).get("c" + i)))
                .containsOnlyNulls();
    }

    @ParameterizedTest
    @CsvSource({"base64, +/8=", "base64-url-safe, -_8=", "hex, fbff"})
    void bytesTravelAsTextOnRequest(String mode, String key) throws Exception {
        source.run("CREATE TABLE file (name bytea PRIMARY KEY, content bytea, digests bytea[])");
        source.run("INSERT INTO file VALUES ('\\xfbff', '', ARRAY['\\x00'::bytea])");
        source.start(Map.of("binary.handling.mode", mode));
        SourceRecord existing = source.next();

        source.run("INSERT INTO file VALUES ('\\x00', '\\xfbff')");
        SourceRecord captured = source.next();
        source.run("DELETE FROM file WHERE name = '\\xfbff'");
        SourceRecord deleted = source.next();

        assertThat(List.of(existing, deleted))
                .allSatisfy(record ->
                        assertThat(((Struct) record.key()).get("name")).isEqualTo(key));
        assertThat(RunningSource.row(existing).get("content")).isEqualTo("");
        assertThat(RunningSource.row(existing).get("digests")).isEqualTo("{\"\\\\x00\"}");
        assertThat(RunningSource.row(captured).get("content")).isEqualTo(key);
        assertThat(RunningSource.row(captured).get("digests")).isNull();
    }

    private static void assertExact(SourceRecord record) {
        Struct row = RunningSource.row(record);
        for (int i = 0; i < EXAMPLES.size(); i++) {
            Field field = row.schema().field("c" + i);
            assertThat(row.get(field))
                    .as("%s", EXAMPLES.get(i))
                    .isEqualTo(EXAMPLES.get(i).value());
        }
    }

    private static String columns() {
        List<String> columns = new ArrayList<>();
        EXAMPLES.forEach(example -> columns.add("c" + columns.size() + ' ' + example.type()));
        return String.join(", ", columns);
    }

    private static String values() {
        return String.join(", ", EXAMPLES.stream().map(Example::sql).toList());
    }
}
