package io.golconde.sink;

import static io.golconde.sink.Records.envelope;
import static io.golconde.sink.Records.half;
import static io.golconde.sink.Records.row;

import io.golconde.core.event.Operation;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.BeforeEach;

/** A task that applies whole windows of a queue's only topic, two records a poll. */
abstract class WindowTest extends TaskTest {
    static final String QUEUE = "shop.main";
    static final TopicPartition PARTITION = new TopicPartition(QUEUE, 0);

    @BeforeEach
    void applyWholeWindows() {
        settings.put("apply.unit", "transaction");
        settings.put("table.name.format", "${source.table}");
        worker.maxPollRecords = 2;
    }

    /** A row that is applied twice is there twice. */
    void onlyAdd() {
        settings.put("insert.mode", "insert");
        settings.put("pk.mode", "none");
    }

    /** Ends the task's session, and what it has open. */
    static void cutOff() {
        TARGET.rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'golconde copy'");
    }

    /** Friends go with the status that they refer to, and follow its key. */
    static void cascade() {
        TARGET.execute("""
                ALTER TABLE friend DROP CONSTRAINT friend_status_fkey, ADD FOREIGN KEY (status) REFERENCES status
                    ON DELETE CASCADE ON UPDATE CASCADE;
                INSERT INTO status VALUES (1, 'one'), (5, 'five'); INSERT INTO friend VALUES (1, 1, 'Ann')""");
    }

    void status(int id, String label) {
        status(id, label, 1);
    }

    void status(int id, String label, long epoch) {
        worker.append(
                QUEUE, row("id", id), of("status", envelope(Operation.CREATE, row("id", id, "label", label), epoch)));
    }

    void friend(int id, int status) {
        worker.append(QUEUE, row("id", id), of("friend", envelope(Operation.CREATE, row("id", id, "status", status))));
    }

    void truncate(String table) {
        worker.append(QUEUE, Records.truncateKey(), of(table, envelope(Operation.TRUNCATE, row("id", 1))));
    }

    void oldHalf(int id) {
        worker.append(QUEUE, row("id", id), of("status", half(Operation.DELETE, row("id", id))));
    }

    void newHalf(int id, String label) {
        worker.append(QUEUE, row("id", id), of("status", half(Operation.CREATE, row("id", id, "label", label))));
    }

    void log(String line) {
        worker.append(QUEUE, Records.nothing(), of("log", envelope(Operation.CREATE, row("line", line))));
    }

    void end(long epoch) {
        worker.append(QUEUE, Records.endKey(), Records.end("shop", "main", epoch));
    }

    static SchemaAndValue of(String table, SchemaAndValue envelope) {
        ((Struct) envelope.value()).getStruct("source").put("table", table);
        return envelope;
    }
}
