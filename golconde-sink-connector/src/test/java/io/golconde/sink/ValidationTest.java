package io.golconde.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the check of a configuration says about the tables of topics that it names, and where it keeps silent. */
class ValidationTest {
    private static final TargetTables TARGET = TargetTables.create();

    private final Map<String, String> settings = new HashMap<>(Map.of(
            "name", "copy",
            "connector.class", GolcondeSinkConnector.class.getName(),
            "topics", "app.public.item",
            "connection.url", TARGET.database().url(),
            "connection.user", "postgres",
            "consumer.override.isolation.level", "read_committed"));

    @BeforeEach
    void createTable() {
        TARGET.execute("CREATE TABLE item (id int PRIMARY KEY, name text); CREATE TABLE line (words text, said text)");
    }

    @AfterEach
    void drop() {
        TARGET.execute("DROP TABLE item, line; DROP SCHEMA IF EXISTS hidden, many CASCADE");
    }

    @Test
    void findsNothingWrongWithATableThatCanBeWritten() {
        assertThat(errors()).isEmpty();
    }

    @Test
    void namesATableThatIsNotThereAndItsTopic() {
        settings.put("topics", "app.public.item, app.public.itme");

        assertThat(errors()).containsOnlyKeys("table.name.format");
        assertThat(errors().get("table.name.format"))
                .contains("\"public\".\"itme\"", "topic app.public.itme", "create it", "schema.evolution=basic")
                .doesNotContain("\"item\"");
    }

    @Test
    void looksAtTheTablesAmongWhichRecordsAreDivided() {
        assertThat(errors(Map.of("table.mapping", "other -> nowhere"))).isEmpty();
        assertThat(errors(Map.of("table.mapping", "item -> item(id), line(words)")))
                .containsOnlyKeys("pk.mode");
        assertThat(errors(Map.of("table.mapping", "public.item -> itme(id)")).get("table.name.format"))
                .contains("\"public\".\"itme\"");
        assertThat(errors(Map.of("table.mapping", "item -> item(id, nick=name)"))
                        .get("table.mapping"))
                .contains("public.item", "nick");
    }

    @Test
    void leavesToTheTaskWhatOnlyRecordsCanTell() {
        settings.put("topics", "app.public.itme");
        assertThat(errors(Map.of("schema.evolution", "basic"))).isEmpty();
        assertThat(errors(Map.of("table.name.format", "${source.table}"))).isEmpty();
        assertThat(errors(Map.of("transforms", "r", "transforms.r.type", "io.golconde.smt.RouteTable")))
                .isEmpty();
        assertThat(errors(Map.of("transforms", "s", "transforms.s.type", "io.golconde.smt.SelectColumns")))
                .containsOnlyKeys("table.name.format");
        settings.remove("topics");
        assertThat(errors(Map.of("topics.regex", "app\\.public\\..*"))).isEmpty();
    }

    @Test
    void looksForNoTableOfStatements() {
        settings.put("topics", "app.public.item, app.golconde.command");

        assertThat(errors()).isEmpty();
    }

    @Test
    void namesATopicThatIsNoTable() {
        settings.put("topics", "a.b.c.d");

        assertThat(errors()).containsOnlyKeys("table.name.format");
        assertThat(errors().get("table.name.format")).contains("a.b.c.d");
    }

    @Test
    void saysWhatToGrantForWhatTheSettingsDo() {
        TARGET.execute("CREATE ROLE clerk LOGIN PASSWORD 'right'; GRANT CREATE ON DATABASE "
                + TARGET.database().name() + " TO clerk; GRANT SELECT (id), INSERT ON item TO clerk");
        settings.putAll(Map.of("connection.user", "clerk", "connection.password", "right"));

        assertThat(errors()).containsOnlyKeys("connection.user");
        assertThat(errors().get("connection.user"))
                .contains("GRANT UPDATE, DELETE ON \"public\".\"item\" TO \"clerk\"", "delete.enabled=false");
        assertThat(errors(Map.of("insert.mode", "insert"))).isEmpty();
        TARGET.execute("GRANT UPDATE (name) ON item TO clerk");
        assertThat(errors(Map.of("delete.enabled", "false"))).isEmpty();
        TARGET.execute("GRANT DELETE ON item TO clerk");
        assertThat(errors()).isEmpty();
        TARGET.execute("CREATE SCHEMA hidden CREATE TABLE item (id int PRIMARY KEY)");
        assertThat(errors(Map.of("table.name.format", "hidden.item")).get("connection.user"))
                .contains("GRANT USAGE ON SCHEMA \"hidden\" TO \"clerk\"");
        TARGET.execute("GRANT USAGE ON SCHEMA hidden TO clerk");
        assertThat(errors(Map.of("table.name.format", "hidden.itme", "schema.evolution", "basic"))
                        .get("connection.user"))
                .contains("GRANT CREATE ON SCHEMA \"hidden\"");
    }

    @Test
    void saysThatATableHasNoKey() {
        settings.put("topics", "line");

        assertThat(errors()).containsOnlyKeys("pk.mode");
        assertThat(errors().get("pk.mode")).contains("public.line", "no primary key", "insert.mode=insert");
        assertThat(errors(Map.of("insert.mode", "insert"))).isEmpty();
        assertThat(errors(Map.of("pk.mode", "record_key"))).isEmpty();
        assertThat(errors(Map.of("pk.fields", "words")).get("pk.fields"))
                .contains("no unique index on exactly [words]");
        assertThat(errors(Map.of("pk.fields", "word")).get("pk.fields")).contains("no column 'word'");
        assertThat(errors(Map.of("pk.fields", "words", "insert.mode", "update")))
                .isEmpty();
    }

    @Test
    void saysThatNoTableHasAMappedColumn() {
        settings.put("column.mapping", "number:id,title:nmae");

        assertThat(errors()).containsOnlyKeys("column.mapping");
        assertThat(errors().get("column.mapping")).contains("column nmae").doesNotContain("id,");
        assertThat(errors(Map.of("unknown.columns", "add"))).isEmpty();
    }

    @Test
    void recommendsTheKeysOfTheTables() {
        assertThat(values().stream()
                        .filter(value -> value.name().equals("pk.fields"))
                        .findFirst())
                .hasValueSatisfying(
                        value -> assertThat(value.recommendedValues()).containsExactly("id"));
    }

    @Test
    void leavesTablesAndSettingsOfItsOwnToAHandler() {
        settings.put("topics", "app.public.itme");
        settings.put("destination.handler.column", "gone");

        assertThat(errors(Map.of("destination.handler.class", "io.golconde.example.MarkDeleted")))
                .isEmpty();
        assertThat(errors()).containsOnlyKeys("table.name.format", "destination.handler.column");
        assertThat(errors(Map.of("destination.handler.class", "java.lang.String"))
                        .get("destination.handler.class"))
                .contains("io.golconde.sink.handler.DestinationHandler");
        assertThat(errors(Map.of("destination.handler.class", "no.such.Handler")))
                .containsKey("destination.handler.class");
    }

    @Test
    void answersInTimeForAThousandTopics() {
        TARGET.execute("CREATE SCHEMA many; DO $$ BEGIN FOR i IN 1 .. 1000 LOOP EXECUTE 'CREATE TABLE many.t' || i"
                + " || ' (id int PRIMARY KEY)'; END LOOP; END $$");
        settings.put(
                "topics",
                IntStream.rangeClosed(1, 1_000).mapToObj(i -> "many.t" + i).collect(Collectors.joining(",")));
        long start = System.nanoTime();

        assertThat(errors()).isEmpty();

        assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
    }

    private Map<String, String> errors() {
        return errors(Map.of());
    }

    /** What is wrong with the settings and some more, by setting. */
    private Map<String, String> errors(Map<String, String> more) {
        Map<String, String> before = Map.copyOf(settings);
        settings.putAll(more);
        Map<String, String> errors = values().stream()
                .filter(value -> !value.errorMessages().isEmpty())
                .collect(Collectors.toMap(ConfigValue::name, value -> String.join("\n", value.errorMessages())));
        settings.keySet().retainAll(before.keySet());
        settings.putAll(before);
        return errors;
    }

    private List<ConfigValue> values() {
        return new GolcondeSinkConnector().validate(settings).configValues();
    }
}
