package io.golconde.sink;

import static io.golconde.sink.Records.json;
import static io.golconde.sink.Records.nothing;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several tables have one topic, and a null value does not tell of which it is. */
class MergedTopicTest extends TaskTest {
    @BeforeEach
    void createTwoTables() {
        TARGET.execute("""
                DROP TABLE IF EXISTS a, b;
                CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int PRIMARY KEY);
                INSERT INTO a VALUES (1), (2); INSERT INTO b VALUES (1)""");
        settings.put("table.name.format", "${source.table}");
        worker.create("merged");
    }

    @Test
    void aTombstoneGoesWithTheDeleteBeforeIt() {
        append("b", "c", 2);
        append("a", "d", 1);
        worker.append("merged", json("id", 1), nothing());
        append("b", "c", 3);

        deliver();

        assertThat(worker.deadLetters).isEmpty();
        assertThat(TARGET.rows("SELECT id FROM a")).containsExactly("2");
        assertThat(TARGET.rows("SELECT id FROM b ORDER BY id")).containsExactly("1", "2", "3");
    }

    /** As where the delete is compacted away, or other partitions come in between. */
    @Test
    void oneThatFollowsAnotherTablesRecordDeletesNothing() {
        append("a", "d", 1);
        append("b", "c", 2);
        worker.append("merged", json("id", 1), nothing());

        deliver();

        assertThat(worker.reasons())
                .hasSize(1)
                .allSatisfy(reason ->
                        assertThat(reason).hasMessageContaining("merged-0@2").hasMessageContaining("several tables"));
        assertThat(TARGET.rows("SELECT id FROM b ORDER BY id")).containsExactly("1", "2");
    }

    @Test
    void oneThatFollowsTheDeleteOfAnotherKeyDeletesNothing() {
        append("b", "c", 2);
        append("a", "d", 1);
        worker.append("merged", json("id", 2), nothing());

        deliver();

        assertThat(worker.reasons()).hasSize(1);
        assertThat(TARGET.rows("SELECT id FROM a")).containsExactly("2");
        assertThat(TARGET.rows("SELECT id FROM b ORDER BY id")).containsExactly("1", "2");
    }

    @Test
    void oneAmongRecordsOfOneTableDeletesItsRow() {
        append("a", "c", 3);
        worker.append("merged", json("id", 1), nothing());

        deliver();

        assertThat(worker.deadLetters).isEmpty();
        assertThat(TARGET.rows("SELECT id FROM a ORDER BY id")).containsExactly("2", "3");
    }

    private void append(String table, String operation, int id) {
        String image = operation.equals("d") ? "before" : "after";
        SchemaAndValue envelope =
                json("op", operation, image, Map.of("id", id), "source", Map.of("schema", "public", "table", table));
        worker.append("merged", json("id", id), envelope);
    }

    private void deliver() {
        worker.start();
        worker.deliverAll();
    }
}
