package io.golconde.sink;

import static io.golconde.sink.Records.half;
import static io.golconde.sink.Records.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.core.envelope.Envelope;
import io.golconde.core.envelope.SourceInfo;
import io.golconde.core.event.Operation;
import io.golconde.core.sql.Identifier;
import io.golconde.testkit.HostileNames;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and values that end a quote, a comment or a statement where somebody forgot to quote them. */
class HostileNamesTest extends TaskTest {
    private static final int ROUNDS = Integer.getInteger("golconde.fuzz.rounds", 25);
    private static final long SEED = Long.getLong("golconde.seed", 20_261_124L);
    private static final String EVERYTHING = """
            SELECT 'class', relname::text FROM pg_class WHERE relname !~ '^pg_toast' AND relnamespace <> coalesce(to_regnamespace('golconde'), 0)
            UNION ALL SELECT 'schema', nspname::text FROM pg_namespace WHERE nspname <> 'golconde'
            UNION ALL SELECT 'role', rolname::text FROM pg_roles
            ORDER BY 1, 2""";

    @BeforeEach
    void createCanary() {
        TARGET.execute("DROP TABLE IF EXISTS canary; CREATE TABLE canary (id int); INSERT INTO canary VALUES (1)");
    }

    @AfterEach
    void dropCanary() {
        TARGET.execute("DROP TABLE canary");
    }

    static IntStream rounds() {
        return IntStream.range(0, ROUNDS);
    }

    @ParameterizedTest
    @MethodSource("rounds")
    void areNamesAndNothingElse(int round) {
        HostileNames names = new HostileNames(SEED + round);
        String schema = names.next();
        String table = names.next();
        String key = names.next();
        String column = names.next();
        String added = names.next();
        String first = names.text() + 1;
        String second = names.text() + 2;
        String target = quoted(schema) + '.' + quoted(table);
        List<String> before = TARGET.rows(EVERYTHING);
        settings.put("name", names.next());
        settings.put("origin", names.next());
        settings.put("table.name.format", "${source.schema}.${source.table}");
        settings.put("schema.evolution", "basic");
        TARGET.execute("CREATE SCHEMA " + quoted(schema));
        append(schema, table, row(key, first), Operation.CREATE, row(key, first, column, second));
        append(schema, table, row(key, second), Operation.CREATE, row(key, second, column, first));
        append(schema, table, row(key, first), Operation.UPDATE, row(key, first, column, first, added, second));
        worker.append(
                "t", row(key, second), from(schema, table, half(Operation.DELETE, row(key, second, column, first))));
        worker.append("t", row(key, "3"), from(schema, table, half(Operation.CREATE, row(key, "3", column, first))));
        append(schema, table, row(key, second), Operation.CREATE, row(key, second, column, second));
        append(schema, table, row(key, second), Operation.DELETE, row(key, second, column, second));

        worker.start();
        worker.deliverAll();
        worker.stop();
        worker.start();
        append(schema, table, row(key, "4"), Operation.CREATE, row(key, "4", column, second));
        worker.deliverAll();

        assertThat(worker.reasons()).isEmpty();
        assertThat(TARGET.rows("SELECT %s FROM %s"
                        .formatted(String.join(", ", quoted(key), quoted(column), quoted(added)), target)))
                .containsExactlyInAnyOrder(
                        String.join("|", first, first, second), "3|" + first + "|null", "4|" + second + "|null");
        assertThat(TARGET.rows("SELECT id FROM canary")).containsExactly("1");
        TARGET.execute("DROP SCHEMA " + quoted(schema) + " CASCADE");
        assertThat(TARGET.rows(EVERYTHING)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"table.name.format", "table.mapping", "pk.fields", "column.mapping", "name"})
    void ofSettingsAreNamesAndNothingElse(String setting) {
        HostileNames names = new HostileNames(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            settings.put(setting, names.next());
            worker.append("status", row("id", round), row("id", round, "label", "x" + round));
            try {
                worker.start();
                worker.deliverAll();
                worker.stop();
            } catch (RuntimeException e) {
                assertThat(e).hasMessageNotContaining("SQLSTATE 42601"); // a syntax error
            }
        }

        settings.remove(setting);
        settings.putIfAbsent("name", "copy");
        worker.start();
        assertThat(TARGET.rows("SELECT id FROM canary")).containsExactly("1");
        assertThat(worker.reasons()).noneMatch(reason -> reason.getMessage().contains("42601"));
    }

    private void append(String schema, String table, SchemaAndValue key, Operation operation, SchemaAndValue row) {
        worker.append("t", key, from(schema, table, Records.envelope(operation, row)));
    }

    private static SchemaAndValue from(String schema, String table, SchemaAndValue envelope) {
        ((Struct) envelope.value())
                .getStruct(Envelope.SOURCE)
                .put(SourceInfo.SCHEMA_NAME, schema)
                .put(SourceInfo.TABLE, table);
        return envelope;
    }

    private static String quoted(String name) {
        return new Identifier(name).quoted();
    }
}
