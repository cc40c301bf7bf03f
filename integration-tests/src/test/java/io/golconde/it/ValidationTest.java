package io.golconde.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connect's own way to check a configuration says which setting is wrong, and what to do. */
class ValidationTest {
    private static final String SOURCE = "io.golconde.source.GolcondeSourceConnector";
    private static final String SINK = "io.golconde.sink.GolcondeSinkConnector";
    private static final String MISSING = "";

    private static Pipeline pipeline;

    @BeforeAll
    static void prepare() throws Exception {
        pipeline = new Pipeline("validation");
        String[] roles = {"CREATE ROLE stranger LOGIN PASSWORD 'right'"};
        pipeline.source().execute(roles);
        pipeline.target().execute(roles);
        pipeline.source().execute("CREATE TABLE item (id int PRIMARY KEY)");
        pipeline.target().execute("CREATE TABLE item (id int PRIMARY KEY)");
    }

    @AfterAll
    static void close() throws Exception {
        pipeline.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {SOURCE, SINK})
    void findsNothingWrongWithARightConfiguration(String connector) {
        assertThat(errors(connector, Map.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {SOURCE, SINK})
    void saysThatNobodyListensAtTheUrl(String connector) {
        Map<String, String> errors = errors(connector, Map.of("connection.url", "jdbc:postgresql://127.0.0.1:1/app"));

        assertThat(errors).containsOnlyKeys("connection.url");
        assertThat(errors.get("connection.url")).contains("127.0.0.1:1", "refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {SOURCE, SINK})
    void saysThatTheDatabaseIsNotThere(String connector) {
        String url = pipeline.source().server().jdbcUrl("nowhere");

        Map<String, String> errors = errors(connector, Map.of("connection.url", url));

        assertThat(errors).containsOnlyKeys("connection.url");
        assertThat(errors.get("connection.url")).contains("nowhere");
    }

    @ParameterizedTest
    @ValueSource(strings = {SOURCE, SINK})
    void saysThatAUrlIsNone(String connector) {
        Map<String, String> errors = errors(connector, Map.of("connection.url", "localhost:5432"));

        assertThat(errors).containsOnlyKeys("connection.url");
        assertThat(errors.get("connection.url")).contains("jdbc:postgresql://");
    }

    @ParameterizedTest
    @ValueSource(strings = {SOURCE, SINK})
    void saysThatThePasswordIsWrongAndDoesNotRepeatIt(String connector) {
        Map<String, String> errors =
                errors(connector, Map.of("connection.user", "stranger", "connection.password", "not-the-one"));

        assertThat(errors).containsOnlyKeys("connection.password");
        assertThat(errors.get("connection.password")).contains("stranger").doesNotContain("not-the-one");
    }

    @ParameterizedTest
    @ValueSource(strings = {SOURCE, SINK})
    void namesTheSettingThatIsMeantByAnUnknownOne(String connector) {
        Map<String, String> errors = errors(connector, Map.of("conection.user", "postgres"));

        assertThat(errors).containsOnlyKeys("conection.user");
        assertThat(errors.get("conection.user")).contains("connection.user");
    }

    @Test
    void namesTheRequiredSettingsThatAreMissing() {
        assertThat(errors(SOURCE, Map.of("topic.prefix", MISSING))).containsOnlyKeys("topic.prefix");
        assertThat(errors(SOURCE, Map.of("connection.url", MISSING))).containsOnlyKeys("connection.url");
        assertThat(errors(SINK, Map.of("connection.url", MISSING))).containsOnlyKeys("connection.url");
    }

    @Test
    void saysThatNoTableMatches() {
        Map<String, String> errors = errors(SOURCE, Map.of("table.include.list", "public\\.itme"));

        assertThat(errors).containsOnlyKeys("table.include.list");
        assertThat(errors.get("table.include.list")).contains("public.item");
    }

    @Test
    void saysWhichPrivilegeTheSourceNeeds() {
        Map<String, String> errors =
                errors(SOURCE, Map.of("connection.user", "stranger", "connection.password", "right"));

        assertThat(errors).containsOnlyKeys("connection.user");
        assertThat(errors.get("connection.user")).contains("stranger", "GRANT");
    }

    @Test
    void saysThatExactlyOnceNeedsCommittedRecordsOnly() {
        Map<String, String> errors = errors(SINK, Map.of("consumer.override.isolation.level", "read_uncommitted"));

        assertThat(errors).containsOnlyKeys("delivery.guarantee");
        assertThat(errors.get("delivery.guarantee")).contains("consumer.override.isolation.level=read_committed");
    }

    @Test
    void saysThatThereIsNoTableForATopic() {
        Map<String, String> errors = errors(SINK, Map.of("topics.regex", MISSING, "topics", "validation.public.itme"));

        assertThat(errors).containsOnlyKeys("table.name.format");
        assertThat(errors.get("table.name.format")).contains("itme", "create it");
    }

    @Test
    void findsAHandlerInThePluginsFolder() {
        String handler = "destination.handler.class";

        assertThat(errors(SINK, Map.of(handler, "io.golconde.sink.handler.AutoSql")))
                .isEmpty();
        assertThat(errors(SINK, Map.of(handler, "no.such.Handler"))).containsOnlyKeys(handler);
    }

    @Test
    void saysWhatIsWrongWithTheSettingsOfATransformAlsoTogether() {
        Map<String, String> errors = errors(
                SINK,
                Map.of(
                        "transforms", "filter,rename",
                        "transforms.filter.type", "io.golconde.smt.FilterChanges",
                        "transforms.filter.condition", "total >",
                        "transforms.rename.type", "io.golconde.smt.RenameColumns",
                        "transforms.rename.pattern", "(.*)_id"));

        assertThat(errors).containsOnlyKeys("transforms.filter.condition", "transforms.rename.table");
        assertThat(errors.get("transforms.filter.condition")).contains("expects a number", "at the end");
        assertThat(errors.get("transforms.rename.table")).contains("pattern and replacement have to be set together");
    }

    /** What validation says of a right configuration with these settings instead, by setting. */
    private static Map<String, String> errors(String connector, Map<String, String> settings) {
        Map<String, String> config = connector.equals(SOURCE) ? pipeline.sourceConfig() : pipeline.sinkConfig();
        config.put("name", "validated");
        config.putAll(settings);
        config.values().removeIf(MISSING::equals);
        JsonNode answer = Cluster.shared().rest().validate(connector, config);
        Map<String, String> errors = new HashMap<>();
        for (JsonNode entry : answer.path("configs")) {
            List<String> messages = new ArrayList<>();
            entry.path("value").path("errors").forEach(message -> messages.add(message.asText()));
            if (!messages.isEmpty()) {
                errors.put(entry.path("value").path("name").asText(), String.join("; ", messages));
            }
        }
        return errors;
    }
}
