package io.golconde.sink;

import static io.golconde.sink.Records.envelope;
import static io.golconde.sink.Records.json;
import static io.golconde.sink.Records.nothing;
import static io.golconde.sink.Records.row;
import static io.golconde.sink.Records.truncateKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.golconde.core.event.Operation;
import io.golconde.example.MarkDeleted;
import io.golconde.sink.handler.Action;
import io.golconde.sink.handler.DestinationHandler;
import io.golconde.sink.handler.IncomingChange;
import io.golconde.sink.handler.SqlCommand;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a class of the user's own makes of changes. */
class HandlerTest extends TaskTest {
    @BeforeEach
    void chooseHandler() {
        settings.put("destination.handler.class", Scribe.class.getName());
    }

    @Test
    void executesItsStatementsInPlaceOfARow() {
        TARGET.execute("CREATE TABLE plain (id int PRIMARY KEY, name text, gone timestamptz)");
        settings.put("destination.handler.class", MarkDeleted.class.getName());
        settings.put("destination.handler.column", "gone");
        worker.append("plain", row("id", 1), row("id", 1, "name", "Ann"));
        worker.append("plain", row("id", 2), row("id", 2, "name", "Bob"));
        worker.append("plain", row("id", 1), nothing());

        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id, name, gone IS NOT NULL FROM plain ORDER BY id"))
                .containsExactly("1|Ann|t", "2|Bob|f");
        assertThat(worker.committed()).containsEntry(new TopicPartition("plain", 0), 3L);
    }

    @Test
    void keepsItsStatementsBetweenTheRowsBeforeAndBehindThem() {
        worker.append("status", row("id", 1), row("id", 1, "label", "first"));
        worker.append("friend", row("id", 1), row("id", 1, "name", "early"));
        worker.append("status", row("id", 1), nothing());
        worker.append("status", row("id", 1), row("id", 1, "label", "second"));
        worker.append("status", row("id", 1), nothing());
        worker.append("status", row("id", 1), row("id", 1, "label", "third"));

        worker.start();
        worker.turn();

        assertThat(TARGET.rows("SELECT line FROM log ORDER BY line")).containsExactly("first", "second");
        assertThat(TARGET.rows("SELECT label FROM status")).containsExactly("third");
        assertThat(TARGET.rows("SELECT name FROM friend")).containsExactly("early");
    }

    @Test
    void mayDoNothing() {
        worker.append("status", row("id", 1), row("id", 1, "label", "forget"));

        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id FROM status")).isEmpty();
        assertThat(worker.committed()).containsEntry(new TopicPartition("status", 0), 1L);
    }

    @Test
    void needsNoTableForItsStatements() {
        worker.append("no.such.table", row("id", 5), row("id", 5, "name", "call"));
        worker.append("no.such.table", truncateKey(), nothing());

        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT line FROM log")).containsExactly("UPDATE such.table", "TRUNCATE such.table");
    }

    @Test
    void hasItsBadStatementsPutAside() {
        worker.append("status", row("id", 1), row("id", 1, "label", "one"));
        worker.append("status", row("id", 1), row("id", 1, "label", "break"));
        worker.append("status", row("id", 2), row("id", 2, "label", "refuse"));
        worker.append("status", row("id", 3), row("id", 3, "label", "three"));

        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id, label FROM status ORDER BY id")).containsExactly("1|one", "3|three");
        assertThat(worker.reasons())
                .extracting(Throwable::getMessage)
                .anyMatch(message -> message.contains("status-0@1") && message.contains("22P02"))
                .anyMatch(message -> message.contains("status-0@2") && message.contains("not that one"));
    }

    @Test
    void stopsTheTaskWhereAStatementOfItsIsNone() {
        worker.append("status", row("id", 1), row("id", 1, "label", "misspell"));
        worker.start();

        assertThatThrownBy(worker::turn)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("42601")
                .hasMessageContaining("SELCT");
        assertThat(worker.deadLetters).isEmpty();
    }

    @Test
    void stopsTheTaskWhereItFailsAndSaysWhereWithoutValues() {
        worker.append("status", row("id", 1), row("id", 1, "label", "fail"));
        worker.start();

        assertThatThrownBy(worker::turn)
                .isInstanceOf(ConnectException.class)
                .hasNoCause()
                .hasMessageContaining("status-0@0")
                .hasMessageContaining(Scribe.class.getName())
                .hasMessageContaining("IllegalStateException")
                .hasMessageContaining("HandlerTest.java:")
                .hasMessageNotContaining("secret");
    }

    @Test
    void readsValuesAsTextOfTheirTypes() {
        TARGET.execute(
                "CREATE TABLE plain (id int, day date, tags text[], raw bytea, rest jsonb, yes boolean, no int)");
        Schema schema = SchemaBuilder.struct()
                .field(
                        "day",
                        SchemaBuilder.int32().name("io.debezium.time.Date").build())
                .field("tags", SchemaBuilder.array(Schema.STRING_SCHEMA).build())
                .field("raw", Schema.BYTES_SCHEMA)
                .field("rest", Schema.STRING_SCHEMA)
                .field("yes", Schema.BOOLEAN_SCHEMA)
                .field("no", Schema.OPTIONAL_INT32_SCHEMA)
                .build();
        Struct values = new Struct(schema)
                .put("day", 1)
                .put("tags", List.of("a b", "c"))
                .put("raw", new byte[] {1, 127})
                .put("rest", "__debezium_unavailable_value")
                .put("yes", true);
        worker.append("typed", json("id", 7), new SchemaAndValue(schema, values));

        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT * FROM plain")).containsExactly("7|1970-01-02|{\"a b\",c}|\\x017f|null|t|null");
    }

    @Test
    void tellsWhatTheEnvelopeTells() {
        worker.append("no.such.table", row("id", 5), envelope(Operation.DELETE, row("id", 5, "name", "before")));

        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT line FROM log")).containsExactly("DELETE such.table");
    }

    /** Writes down the labels of rows that are deleted, and does odd things with some others. */
    public static final class Scribe implements DestinationHandler {
        @Override
        public Action handle(IncomingChange change) {
            if (change.topic().startsWith("no.")) {
                return Action.commands(
                        SqlCommand.of("INSERT INTO log VALUES (?)", change.operation() + " " + change.table()));
            }
            if (change.topic().equals("typed")) {
                Map<String, String> row = change.row();
                return Action.commands(SqlCommand.of(
                        "INSERT INTO plain VALUES (?, ?, ?, ?, ?, ?, ?)",
                        change.key().get("id"),
                        row.get("day"),
                        row.get("tags"),
                        row.get("raw"),
                        row.containsKey("rest") ? "{}" : null,
                        row.get("yes"),
                        row.getOrDefault("no", "1")));
            }
            if (change.operation() == Operation.DELETE) {
                String id = change.key().get("id");
                return Action.commands(
                        SqlCommand.of("INSERT INTO log SELECT label FROM status WHERE id = ?", id),
                        SqlCommand.of("SELECT set_config('handler.seen', ?, true)", id));
            }
            return switch (String.valueOf(change.row().get("label"))) {
                case "forget" -> Action.nothing();
                case "break" -> Action.commands(SqlCommand.of("SELECT ?::int", "no number"));
                case "misspell" -> Action.commands(SqlCommand.of("SELCT ?::int", "1"));
                case "refuse" -> throw new DataException("not that one");
                case "fail" -> throw new IllegalStateException("secret");
                default -> Action.autoSql();
            };
        }
    }
}
