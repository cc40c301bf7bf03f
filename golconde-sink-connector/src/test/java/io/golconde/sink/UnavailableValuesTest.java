package io.golconde.sink;

import static io.golconde.sink.Records.json;
import static io.golconde.sink.Records.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Columns of which a record says that it does not know their value. */
class UnavailableValuesTest extends TaskTest {
    private static final String PLACEHOLDER = "__debezium_unavailable_value";

    @BeforeEach
    void createLargeValues() {
        TARGET.execute("""
                CREATE EXTENSION IF NOT EXISTS hstore;
                CREATE TABLE plain (id int PRIMARY KEY, a text NOT NULL, b bytea, h hstore, j jsonb, ts text[],
                    us uuid[], bs bytea[], ns int[], ls bigint[], ds numeric[], n int DEFAULT 0);
                INSERT INTO plain VALUES (1, 'a', 'b', 'h=>1', '1', '{t}', '{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}',
                    '{b}', '{1}', '{2}', '{3}')""");
    }

    @Test
    void leavesColumnsAloneInEveryFormOfThePlaceholder() {
        List<String> before = TARGET.rows("SELECT a, b, h, j, ts, us, bs, ns, ls, ds FROM plain");
        worker.append("plain", row("id", 1), everyForm(PLACEHOLDER));

        worker.start();
        worker.deliverAll();

        assertThat(worker.deadLetters).isEmpty();
        assertThat(TARGET.rows("SELECT a, b, h, j, ts, us, bs, ns, ls, ds FROM plain"))
                .isEqualTo(before);
        assertThat(TARGET.rows("SELECT n FROM plain")).containsExactly("5");
    }

    @Test
    void takesThePlaceholderThatTheSourceWasGiven() {
        settings.put("unavailable.value.placeholder", "hex:3f3f3f");
        worker.append("plain", row("id", 1), row("id", 1, "a", "???", "n", 5));
        worker.append("plain", row("id", 2), row("id", 2, "a", PLACEHOLDER));

        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id, a, n FROM plain ORDER BY id"))
                .containsExactly("1|a|5", "2|" + PLACEHOLDER + "|0");
    }

    @Test
    void takesTheFormsOfJsonWithoutASchema() {
        worker.append(
                "plain",
                json("id", 1L),
                json(
                        "id",
                        1L,
                        "a",
                        PLACEHOLDER,
                        "b",
                        "X19kZWJleml1bV91bmF2YWlsYWJsZV92YWx1ZQ==",
                        "h",
                        Map.of(PLACEHOLDER, PLACEHOLDER),
                        "ts",
                        List.of(PLACEHOLDER),
                        "n",
                        5L));

        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT a, b, h, ts, n FROM plain")).containsExactly("a|\\x62|\"h\"=>\"1\"|{t}|5");
    }

    @Test
    void keepsAnEarlierValueOfTheSameBatch() {
        worker.append("plain", row("id", 2), row("id", 2, "a", "first", "n", 1));
        worker.append("plain", row("id", 2), row("id", 2, "a", PLACEHOLDER, "n", 2));

        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT a, n FROM plain WHERE id = 2")).containsExactly("first|2");
    }

    @Test
    void writesItPlainlyWhereThereIsNone() {
        settings.put("unavailable.value.placeholder", "");
        worker.append("plain", row("id", 1), row("id", 1, "a", PLACEHOLDER));

        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT a FROM plain")).containsExactly(PLACEHOLDER);
    }

    private static SchemaAndValue everyForm(String placeholder) {
        byte[] bytes = placeholder.getBytes(StandardCharsets.UTF_8);
        Schema decimal = Decimal.schema(2);
        Schema schema = SchemaBuilder.struct()
                .field("id", Schema.INT32_SCHEMA)
                .field("a", Schema.STRING_SCHEMA)
                .field("b", Schema.BYTES_SCHEMA)
                .field("h", SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.STRING_SCHEMA))
                .field("j", Schema.STRING_SCHEMA)
                .field("ts", SchemaBuilder.array(Schema.STRING_SCHEMA))
                .field("us", SchemaBuilder.array(Schema.STRING_SCHEMA))
                .field("bs", SchemaBuilder.array(Schema.BYTES_SCHEMA))
                .field("ns", SchemaBuilder.array(Schema.INT32_SCHEMA))
                .field("ls", SchemaBuilder.array(Schema.INT64_SCHEMA))
                .field("ds", SchemaBuilder.array(decimal))
                .field("n", Schema.INT32_SCHEMA)
                .build();
        List<Integer> numbers = new ArrayList<>();
        for (byte b : bytes) {
            numbers.add((int) b);
        }
        Struct value = new Struct(schema)
                .put("id", 1)
                .put("a", placeholder)
                .put("b", bytes)
                .put("h", Map.of(placeholder, placeholder))
                .put("j", placeholder)
                .put("ts", List.of(placeholder))
                .put("us", List.of(UUID.nameUUIDFromBytes(bytes).toString()))
                .put("bs", List.of(bytes))
                .put("ns", numbers)
                .put("ls", numbers.stream().map(Integer::longValue).toList())
                .put("ds", numbers.stream().map(n -> BigDecimal.valueOf(n, 2)).toList())
                .put("n", 5);
        return new SchemaAndValue(schema, value);
    }
}
