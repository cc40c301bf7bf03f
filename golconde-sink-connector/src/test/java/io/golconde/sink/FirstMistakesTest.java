package io.golconde.sink;

import static io.golconde.sink.Records.json;
import static io.golconde.sink.Records.nothing;
import static io.golconde.sink.Records.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

/** What somebody reads whose settings, tables or converters do not fit the records yet. */
class FirstMistakesTest extends TaskTest {
    private static final SchemaAndValue STATUS = row("id", 1, "label", "one");

    @Test
    void saysThatAConverterDoesNotTakeTheSchemasThatAreThere() {
        SchemaAndValue unread = json("schema", Map.of("type", "struct"), "payload", Map.of("id", 1, "label", "one"));

        assertThat(refusal("status", row("id", 1), unread)).contains("value.converter.schemas.enable=true");
        assertThat(refusal("friend", unread, json("name", "Ann"))).contains("key.converter.schemas.enable=true");
    }

    @Test
    void saysThatAConverterReadsTextOrBytes() {
        SchemaAndValue text = new SchemaAndValue(Schema.STRING_SCHEMA, "{\"id\": 1}");
        SchemaAndValue bytes = new SchemaAndValue(Schema.BYTES_SCHEMA, new byte[] {1});

        assertThat(refusal("status", row("id", 1), text)).contains("value.converter", "text", "JsonConverter");
        assertThat(refusal("status", row("id", 1), bytes)).contains("value.converter", "bytes", "JsonConverter");
        assertThat(refusal("status", text, json("label", "one")))
                .contains("key.converter", "JsonConverter")
                .doesNotContain("value.converter", "\"id\"");
        assertThat(refusal("status", bytes, nothing())).contains("key.converter");
    }

    @Test
    void saysNothingOfConvertersWhereTheyAreRight() {
        assertThat(refusal("status", row("id", 1), row("id", "one", "label", "one")))
                .doesNotContain("converter");
    }

    @Test
    void saysThatARecordHasNoKey() {
        assertThat(refusal("friend", nothing(), row("name", "Ann")))
                .contains("friend-0@0", "public.friend", "no field for [id]", "the record has no key", "RenameColumns");
        assertThat(refusal("friend", row("number", 1), row("name", "Ann")))
                .contains("no field for [id]")
                .doesNotContain("the record has no key");
    }

    @Test
    void saysThatNoFieldIsForAColumnThatMustNotBeNull() {
        assertThat(refusal("status", row("id", 1), row("id", 1, "lable", "one")))
                .contains("23502", "column label", "the record has no field", "RenameColumns", "a default");
        assertThat(refusal("status", row("id", 1), row("id", 1, "label", null)))
                .contains("23502", "null where none may be", "column label")
                .doesNotContain("no field");
    }

    @Test
    void saysThatNoFieldIsForAnyColumn() {
        settings.put("insert.mode", "insert");

        assertThat(refusal("status", nothing(), row("lable", "one")))
                .contains("records with columns of table public.status", "RenameColumns", "column.mapping");
    }

    @Test
    void saysThatThereIsNoSourceToNameTheTable() {
        settings.put("table.name.format", "${source.table}");

        assertThat(refusal("status", row("id", 1), STATUS)).contains("table.name.format", "add.fields=schema,table");
    }

    @Test
    void saysWhichKeyColumnsThereAreNot() {
        settings.put("pk.mode", "record_key");
        assertThat(stop("status", row("number", 1), STATUS)).contains("public.status", "'number'", "pk.fields");

        assertThat(stop("log", new SchemaAndValue(Schema.INT32_SCHEMA, 1), row("line", "a")))
                .contains("one value without a name", "public.log", "pk.fields");
    }

    @Test
    void saysThatTypesNeedSchemas() {
        settings.put("schema.evolution", "basic");

        assertThat(stop("plain", json("id", 1), json("id", 1))).contains("value.converter.schemas.enable=true");
    }

    /** Why the record is put aside; each topic and table is as before afterwards. */
    private String refusal(String topic, SchemaAndValue key, SchemaAndValue value) {
        worker.recreate("status");
        worker.recreate("friend");
        worker.positions.clear();
        worker.deadLetters.clear();
        TARGET.execute("DROP SCHEMA IF EXISTS golconde CASCADE");
        worker.append(topic, key, value);
        worker.start();

        worker.deliverAll();

        assertThat(worker.reasons()).hasSize(1);
        return worker.reasons().iterator().next().getMessage();
    }

    /** Why the task stops at the record. */
    private String stop(String topic, SchemaAndValue key, SchemaAndValue value) {
        worker.recreate(topic);
        worker.append(topic, key, value);
        worker.start();
        StringBuilder message = new StringBuilder();
        assertThatThrownBy(worker::deliverAll)
                .isInstanceOf(ConnectException.class)
                .satisfies(e -> message.append(e.getMessage()));
        return message.toString();
    }
}
