package io.golconde.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.testkit.Await;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** DDL that is executed at the source comes in order with the rows to the target that wants it, and to no other. */
class CommandsTest {
    private static final String ROWS = "SELECT to_jsonb(i)::text FROM item i ORDER BY id";

    @AutoClose
    private final Pipeline pipeline = new Pipeline("commands");

    @Test
    void aSinkExecutesDdlBetweenTheRowsOfItsTransactionIfItIsToldTo() throws Exception {
        AppDatabase source = pipeline.source();
        AppDatabase other = AppDatabase.create(Cluster.shared().target(), "commands_other");
        for (AppDatabase database : List.of(source, pipeline.target(), other)) {
            database.execute("CREATE TABLE item (id int PRIMARY KEY, name text)");
        }
        pipeline.capture(Map.of("topic.layout", "queue", "snapshot.mode", "no_data"));
        source.execute("SELECT golconde.accept_messages('main')");
        Map<String, String> sink = new HashMap<>(pipeline.sinkConfig());
        sink.putAll(Map.of(
                "topics.regex", "",
                "topics", "commands.main",
                "table.name.format", "${source.schema}.${source.table}"));
        pipeline.start("commands-other-sink", with(sink, Map.of("connection.url", other.url())));
        pipeline.start("commands-sink", with(sink, Map.of("ddl.enabled", "true")));

        source.execute("INSERT INTO item VALUES (1, 'before'); "
                + execute("ALTER TABLE item ADD note text")
                + "INSERT INTO item VALUES (2, 'between', 'noted'); "
                + execute("ALTER TABLE item RENAME name TO title")
                + "INSERT INTO item VALUES (3, 'behind', 'noted')");
        source.execute("INSERT INTO item VALUES (4, 'later', 'noted')");

        pipeline.awaitTarget(ROWS, source.column(ROWS).toArray(String[]::new));
        assertThat(pipeline.target().column(ROWS))
                .hasSize(4)
                .first()
                .isEqualTo("{\"id\": 1, \"note\": null, \"title\": \"before\"}");
        Await.equal(
                "the rows of the other target",
                Pipeline.PATIENCE,
                List.of(
                        "{\"id\": 1, \"name\": \"before\"}",
                        "{\"id\": 2, \"name\": \"between\"}",
                        "{\"id\": 3, \"name\": null}",
                        "{\"id\": 4, \"name\": null}"),
                () -> other.column(ROWS));
    }

    private static String execute(String sql) {
        return "SELECT golconde.execute('main', '" + sql + "'); ";
    }

    private static Map<String, String> with(Map<String, String> config, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(config);
        all.putAll(settings);
        return all;
    }
}
