package io.golconde.sink;

import static io.golconde.sink.Records.envelope;
import static io.golconde.sink.Records.json;
import static io.golconde.sink.Records.nothing;
import static io.golconde.sink.Records.row;
import static io.golconde.sink.Records.truncateKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.golconde.core.event.Operation;
import io.golconde.core.type.WireType;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

/** Tables and columns that the target gets because records come for them. */
class SchemaEvolutionTest extends TaskTest {
    private static final String COLUMNS =
            "SELECT attname, format_type(atttypid, atttypmod), attnotnull FROM pg_attribute"
                    + " WHERE attrelid = 'plain'::regclass AND attnum > 0 ORDER BY attnum";

    @Test
    void makesATableWithTheSourcesTypesAndKey() {
        settings.put("schema.evolution", "basic");
        Map<String, Schema> types = new LinkedHashMap<>();
        types.put("id", Schema.INT32_SCHEMA);
        types.put("a", Schema.OPTIONAL_STRING_SCHEMA);
        types.put("total", WireType.LITERAL.schema("numeric", true));
        types.put("ns", WireType.LITERAL.schema("_int4", true));
        types.put("flags", WireType.LITERAL.schema("bit", true));
        types.put("moment", WireType.TIMESTAMPTZ.schema("timestamptz", true));
        types.put("day", WireType.DATE.schema("date", true));
        types.put("doc", WireType.JSON.schema("json", true));
        types.put("feeling", WireType.ENUM.schema("nobodys_enum", true));
        types.put("price", Decimal.builder(2).optional().build());
        types.put("words", SchemaBuilder.array(Schema.STRING_SCHEMA).optional().build());
        types.put("data", Schema.OPTIONAL_BYTES_SCHEMA);
        types.put("real", Schema.OPTIONAL_FLOAT64_SCHEMA);
        SchemaAndValue value = values(
                types,
                1,
                "text",
                "1.5",
                "{1,2}",
                "101",
                "2026-01-01T00:00:00Z",
                20_454,
                "{}",
                "glad",
                new BigDecimal("9.99"),
                List.of("x"),
                new byte[] {1},
                0.5);
        worker.append("plain", row("id", 1), envelope(Operation.CREATE, value));

        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows(COLUMNS))
                .containsExactly(
                        "id|integer|t",
                        "a|text|f",
                        "total|numeric|f",
                        "ns|integer[]|f",
                        "flags|\"bit\"|f",
                        "moment|timestamp with time zone|f",
                        "day|date|f",
                        "doc|jsonb|f",
                        "feeling|text|f",
                        "price|numeric|f",
                        "words|text[]|f",
                        "data|bytea|f",
                        "real|double precision|f");
        assertThat(TARGET.rows("SELECT id, a, total, ns, flags, day, price, words, data, \"real\" FROM plain"))
                .containsExactly("1|text|1.5|{1,2}|101|2026-01-01|9.99|{x}|\\x01|0.5");
        assertThat(TARGET.rows("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'plain'::regclass"
                        + " AND contype = 'p'"))
                .containsExactly("PRIMARY KEY (id)");
    }

    @Test
    void hasNothingToDoInATableThatIsNotThereYet() {
        settings.put("schema.evolution", "basic");
        worker.append("plain", truncateKey(), nothing());
        worker.append("plain", row("id", 1), nothing());
        worker.append("plain", row("id", 2), row("id", 2, "a", "x", "__op", "c"));
        worker.append("plain", row("id", 3), nothing());

        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT * FROM plain")).containsExactly("2|x");
    }

    /** Only of a flat record some fields tell about the change. */
    @Test
    void makesColumnsThatBeginWithUnderscores() {
        settings.put("schema.evolution", "basic");
        worker.append("plain", row("__id", 1), envelope(Operation.CREATE, row("__id", 1, "__op", "x")));
        worker.append(
                "plain", row("__id", 1), envelope(Operation.UPDATE, row("__id", 1, "__op", "y", "__deleted", "true")));

        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT __id, __op, __deleted FROM plain")).containsExactly("1|y|true");
    }

    @Test
    void addsColumnsThatMayBeNull() {
        settings.put("unknown.columns", "add");
        worker.append("status", row("id", 1), row("id", 1, "label", "one"));
        worker.append("status", row("id", 2), row("id", 2, "label", "two", "Rank", 5));
        worker.append("status", row("id", 3), row("id", 3, "label", null)); // bad: what was added stays
        worker.append("status", row("id", 1), row("id", 1, "label", "uno"));

        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id, label, \"Rank\" FROM status ORDER BY id"))
                .containsExactly("1|uno|null", "2|two|5");
        assertThat(worker.deadLetters).hasSize(1);
    }

    @Test
    void makesColumnsUnderTheirMappedNames() {
        settings.put("schema.evolution", "basic");
        settings.put("column.mapping", "number:id");
        worker.append("plain", row("number", 1), row("number", 1, "a", "x"));
        worker.append("plain", row("number", 1), row("number", 1, "a", "y"));

        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id, a FROM plain")).containsExactly("1|y");
    }

    @Test
    void widensColumnsOfNumbersOnly() {
        settings.put("schema.evolution", "full");
        TARGET.execute(
                "CREATE TABLE plain (id int4 PRIMARY KEY, a int2, b float4, c int8, d int8, e varchar(3), f int4)");
        Map<String, Schema> types = new LinkedHashMap<>();
        types.put("id", Schema.INT64_SCHEMA);
        types.put("a", Schema.OPTIONAL_INT32_SCHEMA);
        types.put("b", Schema.OPTIONAL_FLOAT64_SCHEMA);
        types.put("c", WireType.LITERAL.schema("numeric", true));
        types.put("d", Schema.OPTIONAL_INT32_SCHEMA);
        types.put("e", Schema.OPTIONAL_STRING_SCHEMA);
        types.put("f", Schema.OPTIONAL_STRING_SCHEMA);
        Map<String, Schema> narrow = Map.of("id", Schema.INT32_SCHEMA);
        worker.append("plain", row("id", 1), envelope(Operation.CREATE, values(narrow, 1)));
        SchemaAndValue value = values(types, 3_000_000_000L, 100_000, 0.1, "12345678901234567890", 4, "abc", "6");
        worker.append("plain", row("id", 3_000_000_000L), envelope(Operation.CREATE, value));

        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows(COLUMNS))
                .containsExactly(
                        "id|bigint|t",
                        "a|integer|f",
                        "b|double precision|f",
                        "c|numeric|f",
                        "d|bigint|f",
                        "e|character varying(3)|f",
                        "f|integer|f");
        assertThat(TARGET.rows("SELECT * FROM plain ORDER BY id"))
                .containsExactly(
                        "1|null|null|null|null|null|null", "3000000000|100000|0.1|12345678901234567890|4|abc|6");
    }

    @Test
    void leavesTheTypesOfColumnsAloneUnlessItIsFull() {
        settings.put("schema.evolution", "basic");
        TARGET.execute("CREATE TABLE plain (id int4 PRIMARY KEY, a int2)");
        worker.append("plain", row("id", 1L), row("id", 1L, "a", 100_000));

        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows(COLUMNS)).containsExactly("id|integer|t", "a|smallint|f");
        assertThat(worker.deadLetters).hasSize(1);
    }

    @Test
    void saysThatRecordsWithoutASchemaTellNoTypes() {
        settings.put("unknown.columns", "add");
        worker.append("status", json("id", 1L), json("id", 1L, "label", "one", "more", 1L));
        worker.start();

        assertThatThrownBy(worker::turn)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("public.status")
                .hasMessageContaining("unknown.columns=ignore");
    }

    @Test
    void saysWhatTheRoleMayNotMake() {
        settings.putAll(Map.of("schema.evolution", "basic", "delivery.guarantee", "at_least_once"));
        settings.putAll(Map.of("connection.user", "maker", "connection.password", "maker"));
        TARGET.execute("DROP ROLE IF EXISTS maker; CREATE ROLE maker LOGIN PASSWORD 'maker';"
                + " REVOKE CREATE ON SCHEMA public FROM PUBLIC");
        worker.append("plain", row("id", 1), row("id", 1));
        worker.start();

        assertThatThrownBy(worker::turn)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("42501")
                .hasMessageContaining("Grant it");
    }

    private static SchemaAndValue values(Map<String, Schema> types, Object... values) {
        SchemaBuilder builder = SchemaBuilder.struct().optional();
        types.forEach(builder::field);
        Schema schema = builder.build();
        Struct struct = new Struct(schema);
        List<String> names = types.keySet().stream().collect(Collectors.toList());
        for (int i = 0; i < values.length; i++) {
            struct.put(names.get(i), values[i]);
        }
        return new SchemaAndValue(schema, struct);
    }
}
