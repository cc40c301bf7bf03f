package io.golconde.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.core.sql.Identifier;
import io.golconde.testkit.HostileNames;
import io.golconde.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Names and values that end a quote, a comment or a statement where somebody forgot to quote them. Two databases get the same
 * objects; one of them is captured, altered while its changes are sent, and left again, and then has what the other has.
 */
class HostileNamesTest {
    private static final int ROUNDS = Integer.getInteger("golconde.fuzz.rounds", 6);
    private static final long SEED = Long.getLong("golconde.seed", 20_261_124L);
    private static final String EVERYTHING = """
            SELECT 'class', relname::text, relacl::text FROM pg_class WHERE relname !~ '^pg_toast'
            UNION ALL SELECT 'proc', proname::text, '' FROM pg_proc
            UNION ALL SELECT 'type', typname::text, '' FROM pg_type WHERE typname !~ '^pg_toast'
            UNION ALL SELECT 'column', attname::text, '' FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid WHERE c.relname !~ '^pg_toast'
            UNION ALL SELECT 'constraint', conname::text, pg_get_constraintdef(oid) FROM pg_constraint
            UNION ALL SELECT 'trigger', tgname::text, '' FROM pg_trigger
            UNION ALL SELECT 'event trigger', evtname::text, '' FROM pg_event_trigger
            UNION ALL SELECT 'schema', nspname::text, nspacl::text FROM pg_namespace
            UNION ALL SELECT 'comment', description, '' FROM pg_description
            UNION ALL SELECT 'role', rolname::text, rolsuper::text FROM pg_roles
            ORDER BY 1, 2, 3""";

    private final RunningSource source = new RunningSource();
    private final TestDatabase twin = TestDatabase.create();

    static IntStream rounds() {
        return IntStream.range(0, ROUNDS);
    }

    @ParameterizedTest
    @MethodSource("rounds")
    void areNamesAndNothingElse(int round) throws Exception {
        HostileNames names = new HostileNames(SEED + round);
        Names n = Names.of(names);
        String first = names.text();
        String second = names.text() + "2";
        both("CREATE TABLE canary (id int); INSERT INTO canary VALUES (1)");
        both("CREATE SCHEMA %s; CREATE SCHEMA %s".formatted(n.schema, n.otherSchema));
        both("CREATE TYPE %s.%s AS ENUM (%s)".formatted(n.schema, n.type, literal(first.isEmpty() ? "x" : n.label)));
        both("CREATE DOMAIN %s.%s AS text CONSTRAINT %s CHECK (VALUE <> 'refused')"
                .formatted(n.schema, n.domain, n.constraint));
        both("CREATE TABLE %s.%s (%s text CONSTRAINT %s PRIMARY KEY, %s text, %s %s.%s, %s %s.%s)"
                .formatted(
                        n.schema,
                        n.table,
                        n.key,
                        n.constraint,
                        n.text,
                        n.mood,
                        n.schema,
                        n.type,
                        n.checked,
                        n.schema,
                        n.domain));
        both("COMMENT ON TABLE %s.%s IS %s".formatted(n.schema, n.table, literal(names.text() + "c")));
        both("CREATE INDEX %s ON %s.%s (%s)".formatted(n.index, n.schema, n.table, n.text));
        String insert = "INSERT INTO %s.%s VALUES (%s, %s, NULL, %s)";
        both(insert.formatted(n.schema, n.table, literal(first), literal(second), literal(first)));

        source.start(Map.of("table.include.list", "(?s).*", "table.exclude.list", "public\\.canary"));
        try {
            assertThat(row(source.next())).containsExactly(first, second, null, first);
            both(insert.formatted(n.schema, n.table, literal(second), literal(first), "'a'"));
            assertThat(row(source.next())).containsExactly(second, first, null, "a");
            both("UPDATE %s.%s SET %s = %s WHERE %s = %s"
                    .formatted(n.schema, n.table, n.key, literal(second + "3"), n.key, literal(second)));
            assertThat(source.next().value()).isNotNull();
            assertThat(source.next().value()).isNull();
            assertThat(row(source.next())).containsExactly(second + "3", first, null, "a");

            both("ALTER TABLE %s.%s RENAME %s TO %s".formatted(n.schema, n.table, n.text, n.otherText));
            both("ALTER TABLE %s.%s ADD %s text DEFAULT %s".formatted(n.schema, n.table, n.added, literal(first)));
            both("ALTER TABLE %s.%s RENAME TO %s".formatted(n.schema, n.table, n.otherTable));
            both("ALTER TABLE %s.%s SET SCHEMA %s".formatted(n.schema, n.otherTable, n.otherSchema));
            both("ALTER TYPE %s.%s RENAME TO %s".formatted(n.schema, n.type, n.otherType));
            both("UPDATE %s.%s SET %s = %s WHERE %s = %s"
                    .formatted(n.otherSchema, n.otherTable, n.checked, literal(second), n.key, literal(second + "3")));
            SourceRecord altered = source.next();
            assertThat(row(altered)).containsExactly(second + "3", first, null, second, first);
            assertThat(altered.valueSchema().field("after").schema().fields())
                    .extracting(Field::name)
                    .containsExactlyElementsOf(n.columns());

            source.run("SELECT golconde.accept_messages('main')");
            source.run(
                    "SELECT golconde.enqueue('main', 'letters', %s, to_jsonb(%s::text), jsonb_build_object(%s::text, %s::text))"
                            .formatted(literal(first), literal(second), literal(n.label), literal(second)));
            SourceRecord message = source.next();
            assertThat(message.key()).isEqualTo(first);
            assertThat(message.headers().lastWithName(n.label).value()).isEqualTo(second);
            String comment = "COMMENT ON TABLE %s.%s IS %s".formatted(n.otherSchema, n.otherTable, literal(second));
            source.run("SELECT golconde.execute('main', " + literal(comment) + ")");
            twin(comment);
            assertThat(((Struct) source.next().value()).get("sql")).isEqualTo(comment);
            source.run("SELECT golconde.backfill(%s, %s)"
                    .formatted(
                            literal(n.otherSchema + '.' + n.otherTable),
                            literal(n.otherText + " = " + literal(first))));
            assertThat(row(source.next())).containsExactly(second + "3", first, null, second, first);

            both("TRUNCATE %s.%s".formatted(n.otherSchema, n.otherTable));
            assertThat(((Struct) source.next().value()).get("op")).isEqualTo("t");
            both("DROP TABLE %s.%s".formatted(n.otherSchema, n.otherTable));
        } finally {
            source.stop();
        }
        source.run("SELECT golconde.uninstall()");

        assertThat(rows(source.database, "SELECT id FROM canary")).containsExactly("1");
        assertThat(rows(source.database, EVERYTHING)).isEqualTo(rows(twin, EVERYTHING));
    }

    /** All in quotes but the label, which is a value. */
    private record Names(
            String schema,
            String otherSchema,
            String table,
            String otherTable,
            String key,
            String text,
            String otherText,
            String mood,
            String checked,
            String added,
            String type,
            String otherType,
            String domain,
            String constraint,
            String index,
            String label) {
        static Names of(HostileNames names) {
            String[] all = IntStream.range(0, 16).mapToObj(i -> names.next()).toArray(String[]::new);
            String[] quoted = Arrays.stream(all)
                    .map(name -> new Identifier(name).quoted())
                    .toArray(String[]::new);
            return new Names(
                    quoted[0],
                    quoted[1],
                    quoted[2],
                    quoted[3],
                    quoted[4],
                    quoted[5],
                    quoted[6],
                    quoted[7],
                    quoted[8],
                    quoted[9],
                    quoted[10],
                    quoted[11],
                    quoted[12],
                    quoted[13],
                    quoted[14],
                    all[15]);
        }

        List<String> columns() {
            return List.of(key, otherText, mood, checked, added).stream()
                    .map(name -> name.substring(1, name.length() - 1).replace("\"\"", "\""))
                    .toList();
        }
    }

    private static String literal(String text) {
        return "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    private void both(String sql) throws SQLException {
        source.run(sql);
        twin(sql);
    }

    private void twin(String sql) throws SQLException {
        try (Connection connection = twin.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<Object> row(SourceRecord record) {
        Struct row = RunningSource.row(record);
        List<Object> values = new ArrayList<>();
        row.schema().fields().forEach(field -> values.add(row.get(field)));
        return values;
    }

    private static List<String> rows(TestDatabase database, String query) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                StringBuilder text = new StringBuilder();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    text.append(row.getString(i)).append('|');
                }
                rows.add(row.getMetaData().getColumnCount() == 1 ? row.getString(1) : text.toString());
            }
            return rows;
        }
    }
}
