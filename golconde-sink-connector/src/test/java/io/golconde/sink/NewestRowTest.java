package io.golconde.sink;

import static io.golconde.sink.Records.envelope;
import static io.golconde.sink.Records.half;
import static io.golconde.sink.Records.nothing;
import static io.golconde.sink.Records.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.golconde.core.event.Operation;
import io.golconde.sink.metrics.Metric;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What conflict.policy=newest makes of records that meet rows of another writer. */
class NewestRowTest extends TaskTest {
    @BeforeEach
    void choosePolicy() {
        settings.put("conflict.policy", "newest");
        settings.put("conflict.column", "version");
        TARGET.execute("""
                DROP TABLE IF EXISTS log2;
                CREATE TABLE plain (id int PRIMARY KEY, name text, version int);
                INSERT INTO plain VALUES (1, 'here', 5), (2, 'here', 5), (3, 'here', 5), (4, 'here', NULL)""");
    }

    @Test
    void writesOnlyOverOlderRows() {
        update(1, "there", 6);
        update(2, "there", 4);
        update(4, "there", 1);
        update(9, "there", 1);

        deliver();

        assertThat(rows()).containsExactly("1|there|6", "2|here|5", "3|here|5", "4|there|1", "9|there|1");
    }

    @Test
    void letsTheGreaterTextWinWhereVersionsAreTheSame() {
        update(1, "there", 5);
        update(2, "elsewhere", 5);

        deliver();

        assertThat(rows()).startsWith("1|there|5", "2|here|5");
    }

    @Test
    void countsTimesThatAreWrittenDifferentlyAsTheSame() {
        settings.put("conflict.column", "at");
        TARGET.execute("CREATE TABLE log2 (id int PRIMARY KEY, at timestamptz, label text)");
        worker.append("log2", row("id", 1), row("id", 1, "at", "2026-01-31T10:00:00.000Z", "label", "a"));
        worker.append("log2", row("id", 1), row("id", 1, "at", "2026-01-31T10:00:00Z", "label", "b"));

        deliver();

        assertThat(TARGET.rows("SELECT label FROM log2")).containsExactly("b");
    }

    @Test
    void writesRowsTogetherWhoseKeysAreNoTexts() throws Exception {
        TARGET.execute("CREATE TABLE log2 (day date PRIMARY KEY, version int)");
        for (int day = 1; day < 20; day++) {
            worker.append("log2", row("day", "2026-01-" + day), row("day", "2026-01-" + day, "version", day));
        }

        deliver();

        assertThat(TARGET.rows("SELECT count(*) FROM log2")).containsExactly("19");
        assertThat(ManagementFactory.getPlatformMBeanServer()
                        .getAttribute(Metric.name("copy", "0"), "divided-batches-total"))
                .isEqualTo(0L);
    }

    @Test
    void touchesNoRowThatIsAlreadyAsItComes() {
        String before = TARGET.rows("SELECT xmin FROM plain WHERE id = 1").get(0);
        update(1, "here", 5);

        deliver();

        assertThat(TARGET.rows("SELECT xmin FROM plain WHERE id = 1")).containsExactly(before);
    }

    @Test
    void deletesNoRowThatIsNewerThanTheDeletedOne() {
        append(Operation.DELETE, 1, row("id", 1, "name", "x", "version", 5));
        append(Operation.DELETE, 2, row("id", 2, "name", "x", "version", 4));
        worker.append("plain", row("id", 2), nothing());
        append(Operation.DELETE, 3, row("id", 3));

        deliver();

        assertThat(rows()).containsExactly("2|here|5", "4|here|null");
    }

    @Test
    void decidesAboutTheHalvesOfAKeyChangeByThemselves() {
        worker.append("plain", row("id", 1), half(Operation.DELETE, row("id", 1, "name", "x", "version", 4)));
        worker.append("plain", row("id", 7), half(Operation.CREATE, row("id", 7, "name", "moved", "version", 5)));

        deliver();

        assertThat(rows()).startsWith("1|here|5").endsWith("7|moved|5");
    }

    @Test
    void putsRecordsWithoutAVersionAside() {
        append(Operation.UPDATE, 1, row("id", 1, "name", "there"));
        append(Operation.UPDATE, 2, row("id", 2, "name", "there", "version", null));

        deliver();

        assertThat(worker.reasons())
                .hasSize(2)
                .allSatisfy(reason -> assertThat(reason).hasMessageContaining("conflict.column"));
        assertThat(rows()).startsWith("1|here|5", "2|here|5");
    }

    @Test
    void stopsWhereATableHasNoSuchColumn() {
        settings.put("conflict.column", "changed_at");
        update(1, "there", 6);
        worker.start();

        assertThatThrownBy(worker::turn)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("plain")
                .hasMessageContaining("changed_at")
                .hasMessageContaining("conflict.column");
    }

    private void update(int id, String name, int version) {
        append(Operation.UPDATE, id, row("id", id, "name", name, "version", version));
    }

    private void append(Operation operation, int id, SchemaAndValue row) {
        worker.append("plain", row("id", id), envelope(operation, row));
    }

    private void deliver() {
        worker.start();
        worker.deliverAll();
    }

    private static List<String> rows() {
        return TARGET.rows("SELECT id, name, version FROM plain ORDER BY id");
    }
}
