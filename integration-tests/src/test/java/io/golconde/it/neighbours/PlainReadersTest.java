package io.golconde.it.neighbours;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.golconde.it.Pipeline;
import io.golconde.it.TopicReader;
import io.golconde.it.TopicRecord;
import io.golconde.testkit.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who reads our source's topics without knowing us has what the table has: Kafka's file sink, and a consumer. */
class PlainReadersTest {
    private static final Map<String, String> PLAIN_JSON = Map.of(
            "key.converter", "org.apache.kafka.connect.json.JsonConverter",
            "key.converter.schemas.enable", "false",
            "value.converter", "org.apache.kafka.connect.json.JsonConverter",
            "value.converter.schemas.enable", "false");

    private final ObjectMapper json = new ObjectMapper();

    @AutoClose
    private final Pipeline pipeline = new Pipeline("plain_readers");

    @TempDir
    private Path folder;

    @Test
    void aFileAndAConsumerCanTellEveryRow() throws Exception {
        Path file = folder.resolve("changes");
        pipeline.source()
                .execute(
                        "CREATE TABLE person (id int PRIMARY KEY, name text)",
                        "INSERT INTO person VALUES (1, 'Ada'), (2, NULL), (3, 'Bob')");
        pipeline.capture(PLAIN_JSON);
        pipeline.start("plain_readers-file", fileSink(file));
        pipeline.source()
                .execute(
                        "INSERT INTO person VALUES (9, 'gone')",
                        "TRUNCATE person",
                        "INSERT INTO person VALUES (1, 'Ada'), (2, NULL), (3, 'Bob'), (4, 'Cyd')",
                        "UPDATE person SET name = NULL WHERE id = 1",
                        "DELETE FROM person WHERE id = 3",
                        "UPDATE person SET id = 40 WHERE id = 4");

        Map<Integer, String> expected = new TreeMap<>(Map.of(1, "null", 2, "null", 40, "Cyd"));
        TopicReader topic = pipeline.topic("person");
        Await.equal("the file", Pipeline.PATIENCE, expected, () -> replay(read(file)));
        Await.equal(
                "the topic",
                Pipeline.PATIENCE,
                expected,
                () -> replay(topic.changes().stream().map(TopicRecord::value).toList()));
    }

    private static Map<String, String> fileSink(Path file) {
        return Map.of(
                "connector.class", "org.apache.kafka.connect.file.FileStreamSinkConnector",
                "topics", "plain_readers.public.person",
                "file", file.toString(),
                "value.converter", "org.apache.kafka.connect.storage.StringConverter",
                "key.converter", "org.apache.kafka.connect.storage.StringConverter",
                "transforms", "changes",
                "transforms.changes.type", "org.apache.kafka.connect.transforms.Filter",
                "transforms.changes.predicate", "tombstone",
                "predicates", "tombstone",
                "predicates.tombstone.type", "org.apache.kafka.connect.transforms.predicates.RecordIsTombstone");
    }

    private List<JsonNode> read(Path file) throws IOException {
        List<JsonNode> changes = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            changes.add(json.readTree(line));
        }
        return changes;
    }

    /** The rows that are left of all changes: all that a reader has to know of an envelope. */
    private static Map<Integer, String> replay(List<JsonNode> envelopes) {
        Map<Integer, String> rows = new TreeMap<>();
        for (JsonNode change : envelopes) {
            switch (change.path("op").asText()) {
                case "t" -> rows.clear();
                case "d" -> rows.remove(change.at("/before/id").asInt());
                default ->
                    rows.put(
                            change.at("/after/id").asInt(),
                            change.at("/after/name").asText());
            }
        }
        return rows;
    }
}
