package io.golconde.sink;

import static io.golconde.sink.Records.envelope;
import static io.golconde.sink.Records.heartbeatKey;
import static io.golconde.sink.Records.json;
import static io.golconde.sink.Records.nothing;
import static io.golconde.sink.Records.row;
import static io.golconde.sink.Records.truncateKey;
import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.core.event.Operation;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What records become in the target. */
class GolcondeSinkTaskTest extends TaskTest {
    @Test
    void appliesEnvelopesInTheOrderOfTheirRecords() {
        worker.append("shop.public.status", row("id", 1), envelope(Operation.CREATE, row("id", 1, "label", "new")));
        worker.append("shop.public.status", row("id", 2), envelope(Operation.READ, row("id", 2, "label", "old")));
        worker.append("shop.public.status", row("id", 1), envelope(Operation.UPDATE, row("id", 1, "label", "newer")));
        worker.append("shop.public.status", row("id", 2), envelope(Operation.DELETE, row("id", 2, "label", null)));
        worker.append("shop.public.status", row("id", 2), nothing());

        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id, label FROM status")).containsExactly("1|newer");
        assertThat(worker.committed()).containsEntry(new TopicPartition("shop.public.status", 0), 5L);
    }

    @Test
    void appliesFlatRowsTombstonesAndTruncates() {
        worker.append("status", row("id", 1), row("id", 1, "label", "one", "__op", "c"));
        worker.append("status", truncateKey(), nothing());
        worker.append("status", heartbeatKey(), nothing());
        worker.append("status", row("id", 2), row("id", 2, "label", "two"));
        worker.append("status", row("id", 3), row("id", 3, "label", "three"));
        worker.append("status", row("id", 2), nothing());

        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id, label FROM status")).containsExactly("3|three");
    }

    @Test
    void appliesJsonWithoutSchema() {
        worker.append("public.friend", json("id", 1L), json("id", 1L, "name", "Ann"));
        worker.append("public.friend", json("id", 1L), json("id", 1L, "status", null));
        worker.append("public.friend", json("id", 2L), json("id", 2L));

        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id, status, name FROM friend ORDER BY id"))
                .containsExactly("1|null|Ann", "2|null|nobody");
    }

    @Test
    void leavesColumnsAloneThatARecordDoesNotHave() {
        TARGET.execute("INSERT INTO status VALUES (7, 'seven'); INSERT INTO friend VALUES (1, 7, 'Ann')");
        worker.append("friend", row("id", 1), row("id", 1, "name", "Anna", "unheard_of", 3));

        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT * FROM friend")).containsExactly("1|7|Anna");
    }

    @Test
    void readsTheCatalogAgainWhenATableHasChanged() {
        worker.append("status", row("id", 1), row("id", 1, "label", "one"));
        worker.start();
        worker.deliverAll();
        TARGET.execute("ALTER TABLE status RENAME COLUMN label TO old_label; ALTER TABLE status ADD label varchar(10);"
                + " ALTER TABLE status ALTER old_label DROP NOT NULL, ALTER id TYPE bigint");
        worker.append("status", row("id", 2), row("id", 2, "label", "two"));

        worker.deliverAll();

        assertThat(TARGET.rows("SELECT * FROM status ORDER BY id")).containsExactly("1|one|null", "2|null|two");
    }

    @Test
    void takesAWiderTypeThatCameWithAnotherSchema() {
        TARGET.execute("CREATE TABLE plain (id int PRIMARY KEY, a int)");
        worker.append("plain", row("id", 1), row("id", 1, "a", 1));
        worker.start();
        worker.deliverAll();
        TARGET.execute("ALTER TABLE plain ALTER a TYPE bigint");
        worker.append("plain", row("id", 2), row("id", 2, "a", 5_000_000_000L));
        worker.append("plain", row("id", 3), row("id", 3, "a", 3));

        worker.deliverAll();

        assertThat(TARGET.rows("SELECT * FROM plain ORDER BY id")).containsExactly("1|1", "2|5000000000", "3|3");
    }

    @Test
    void writesGeneratedColumnsAsTheyWant() {
        TARGET.execute("CREATE TABLE plain (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a int,"
                + " twice int GENERATED ALWAYS AS (a * 2) STORED)");
        worker.append("plain", row("id", 5), row("id", 5, "a", 1, "twice", 77));
        worker.append("plain", row("id", 5), row("id", 5, "a", 2, "twice", 77));

        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT * FROM plain")).containsExactly("5|2|4");
    }

    @Test
    void findsTablesBySourceWhereTheTopicDoesNotTell() {
        settings.put("table.name.format", "${source.schema}.archive_${source.table}");
        TARGET.execute(
                "CREATE SCHEMA source_schema CREATE TABLE archive_source_table (id int PRIMARY KEY, label text)");
        worker.append("any", row("id", 1), envelope(Operation.CREATE, row("id", 1, "label", "one")));
        worker.append("any", row("id", 2), envelope(Operation.CREATE, row("id", 2, "label", "two")));

        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id FROM source_schema.archive_source_table ORDER BY id"))
                .containsExactly("1", "2");
    }

    @Test
    void endsATransactionOnceItHasWrittenEnough() {
        settings.put("batch.max.bytes", "2000");
        for (int i = 0; i < 10; i++) {
            worker.append("status", row("id", i), row("id", i, "label", i + "x".repeat(990)));
        }
        worker.append("status", row("id", 10), row("id", 10, "label", "y".repeat(5000)));

        worker.start();
        worker.turn();

        assertThat(TARGET.rows("SELECT count(*) FROM status GROUP BY xmin::text::int ORDER BY xmin::text::int"))
                .containsExactly("3", "3", "3", "2");
        assertThat(worker.committed()).containsEntry(new TopicPartition("status", 0), 11L);
    }

    @Test
    void leavesOutRowsThatAreThereIfItShall() {
        settings.putAll(Map.of("insert.mode", "insert", "on.conflict", "ignore"));
        TARGET.execute("INSERT INTO status VALUES (1, 'one')");
        worker.append("status", row("id", 1), row("id", 1, "label", "uno"));
        worker.append("status", row("id", 2), row("id", 2, "label", "two"));
        worker.append("status", row("id", 2), row("id", 2, "label", "due"));
        worker.append("status", row("id", 3), row("id", 3, "label", "one"));

        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id, label FROM status ORDER BY id")).containsExactly("1|one", "2|two");
        assertThat(worker.deadLetters).isEmpty();
    }

    @Test
    void overwritesRowsThatAreThereIfItShall() {
        settings.putAll(Map.of("insert.mode", "insert", "on.conflict", "overwrite"));
        TARGET.execute("INSERT INTO status VALUES (1, 'one')");
        worker.append("status", row("id", 1), row("id", 1, "label", "uno"));

        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id, label FROM status")).containsExactly("1|uno");
    }

    @Test
    void findsColumnsUnderOtherNames() {
        settings.put("column.mapping", "number:id,what:label");
        worker.append("status", row("number", 1), row("number", 1, "what", "one"));
        worker.append("friend", row("ID", 1), row("ID", 1, "Name", "Ann", "STATUS", null));

        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id, label FROM status")).containsExactly("1|one");
        assertThat(TARGET.rows("SELECT id, name FROM friend")).containsExactly("1|Ann");
    }
}
