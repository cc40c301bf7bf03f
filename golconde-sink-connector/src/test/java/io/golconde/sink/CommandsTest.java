package io.golconde.sink;

import static io.golconde.sink.Records.command;
import static io.golconde.sink.Records.commandKey;
import static io.golconde.sink.Records.half;
import static io.golconde.sink.Records.json;
import static io.golconde.sink.Records.nothing;
import static io.golconde.sink.Records.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.golconde.core.event.Operation;
import io.golconde.sink.metrics.Metric;
import java.lang.management.ManagementFactory;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the sink makes of the source's DDL statements. */
class CommandsTest extends TaskTest {
    private static final String ALL = "plain"; // the topic of everything
    private static final TopicPartition PARTITION = new TopicPartition(ALL, 0);

    @BeforeEach
    void apply() {
        settings.put("ddl.enabled", "true");
        TARGET.execute("CREATE TABLE plain (id int PRIMARY KEY, a text)");
    }

    /** It could be a row of a table whose key column is called so. */
    @Test
    void isNoneWithoutASchema() {
        settings.put("ddl.enabled", "true");
        worker.append(
                "plain",
                Records.json("golconde_marker", "command"),
                Records.json(
                        "golconde_marker", "command", "sql", "CREATE TABLE evil (i int)", "search_path", "public"));

        worker.start();
        worker.deliverAll();

        assertThat(worker.reasons()).hasSize(1);
        assertThat(TARGET.rows("SELECT to_regclass('public.evil')")).containsExactly("null");
    }

    @Test
    void executesAStatementBetweenTheRowsBeforeAndBehindIt() throws Exception {
        worker.append(ALL, row("id", 1), row("id", 1, "a", "one", "b", "no column yet"));
        execute("ALTER TABLE plain ADD b text");
        worker.append(ALL, row("id", 2), row("id", 2, "a", "two", "b", "2"));
        execute("ALTER TABLE plain RENAME a TO c");
        worker.append(ALL, row("id", 3), row("id", 3, "c", "three", "b", "3"));
        worker.start();
        assertThat(worker.turn()).isTrue();

        assertThat(TARGET.rows("SELECT id, c, b FROM plain ORDER BY id"))
                .containsExactly("1|one|null", "2|two|2", "3|three|3");
        assertThat(worker.committed()).containsEntry(PARTITION, 5L);
        assertThat(value("commands-total")).isEqualTo(2);
        assertThat(value("ignored-commands-total")).isZero();
        assertThat(value("ignored-values-total")).isEqualTo(1);
    }

    @Test
    void passesStatementsOverByDefault() throws Exception {
        settings.remove("ddl.enabled");
        execute("DROP TABLE plain");
        execute("DROP TABLE plain");
        worker.append(ALL, row("id", 1), row("id", 1, "a", "one"));
        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id FROM plain")).containsExactly("1");
        assertThat(worker.committed()).containsEntry(PARTITION, 3L);
        assertThat(value("commands-total")).isZero();
        assertThat(value("ignored-commands-total")).isEqualTo(2);
        assertThat(worker.deadLetters).isEmpty();
    }

    @Test
    void executesEachStatementOnceAlsoAfterARestart() {
        execute("ALTER TABLE plain ADD b text");
        worker.start();
        worker.deliverAll();
        worker.stop();
        worker.positions.clear();

        worker.append(ALL, row("id", 1), row("id", 1, "b", "one"));
        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id, b FROM plain")).containsExactly("1|one");
    }

    @Test
    void executesAStatementAsItIsUnderTheSourcesSearchPathAndItsOwnOrigin() {
        TARGET.execute("DROP SCHEMA IF EXISTS other CASCADE; CREATE SCHEMA other");
        execute("other, public", """
                CREATE FUNCTION origin_of() RETURNS text LANGUAGE plpgsql AS $$
                DECLARE found text := '?'; -- no parameter; and here is another one: ?
                BEGIN
                    RETURN current_setting('golconde.origin'); END $$;""");
        execute("other", "CREATE TABLE here AS SELECT origin_of() AS origin, '{\"x\": 1}'::jsonb ? 'x' AS found");
        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT origin, found FROM other.here")).containsExactly("copy|t");
    }

    @Test
    void losesNothingOfANewColumnWhereRecordsComeBeforeItsStatement() {
        String statement = "ALTER TABLE plain ADD COLUMN IF NOT EXISTS b text";
        worker.append(ALL, row("id", 1), row("id", 1, "b", null));
        worker.append("shop.golconde.command", commandKey(), command("public", statement));
        worker.start();
        worker.deliverAll();
        worker.append(ALL, row("id", 1), row("id", 1, "b", "one"));
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id, b FROM plain")).containsExactly("1|one");
    }

    @Test
    void findsTheColumnThatARecordHasMadeBeforeItsStatement() {
        settings.put("unknown.columns", "add");
        worker.append(ALL, row("id", 1), row("id", 1, "b", "one"));
        execute("ALTER TABLE plain ADD COLUMN IF NOT EXISTS b text");
        worker.append(ALL, row("id", 2), row("id", 2, "b", "two"));
        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id, b FROM plain ORDER BY id")).containsExactly("1|one", "2|two");
    }

    @Test
    void stopsWhereAStatementIsRefusedWithNothingOfItsBatchAlthoughBadRecordsAreTaken() {
        worker.append(ALL, row("id", 1), row("id", 1, "a", "one"));
        execute("ALTER TABLE plain ADD a text");
        worker.append(ALL, row("id", 2), row("id", 2, "a", "two"));
        worker.start();

        assertThatThrownBy(worker::turn)
                .isInstanceOf(ConnectException.class)
                .isNotInstanceOf(DataException.class)
                .hasNoCause()
                .hasMessageContaining("plain-0@1")
                .hasMessageContaining("42701")
                .hasMessageContaining("column \"a\" of relation \"plain\" already exists")
                .hasMessageContaining("ddl.enabled=false");
        assertThat(TARGET.rows("SELECT id FROM plain")).isEmpty();
        assertThat(worker.deadLetters).isEmpty();

        TARGET.execute("ALTER TABLE plain RENAME a TO before");
        worker.stop();
        worker.start();
        worker.deliverAll();
        assertThat(TARGET.rows("SELECT id, before, a FROM plain ORDER BY id"))
                .containsExactly("1|null|null", "2|null|two");
    }

    @Test
    void waitsForALockThatAStatementNeeds() {
        settings.put("lock.timeout.ms", "100");
        worker.append(ALL, row("id", 1), row("id", 1, "a", "one"));
        execute("ALTER TABLE plain ADD b text");
        worker.start();
        TARGET.execute("BEGIN; LOCK TABLE plain IN ACCESS SHARE MODE");
        try {
            assertThat(worker.turn()).isFalse();
        } finally {
            TARGET.execute("COMMIT");
        }
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id, b FROM plain")).containsExactly("1|null");
    }

    @Test
    void stopsWhereRowsOfTheTargetStandAgainstAStatementWithoutTheirValues() {
        TARGET.execute("INSERT INTO plain VALUES (8, 'secret'), (9, 'secret')");
        execute("CREATE UNIQUE INDEX ON plain (a)");
        worker.start();

        assertThatThrownBy(worker::turn)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("plain-0@0")
                .hasMessageContaining("23505")
                .hasMessageContaining("ddl.enabled=false")
                .hasMessageNotContaining("secret");
        assertThat(worker.deadLetters).isEmpty();
    }

    @Test
    void doesWhatStandsBeforeAStatementFirstAlsoWhereBadRecordsAreAmongIt() {
        worker.append(ALL, row("id", 1), row("id", 1, "a", "one"));
        worker.append(ALL, row("id", 2), row("id", 2, "a", "\0"));
        execute("ALTER TABLE plain ALTER a TYPE int USING length(a)");
        worker.append(ALL, row("id", 3), row("id", 3, "a", "7"));
        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id, a FROM plain ORDER BY id")).containsExactly("1|3", "3|7");
        assertThat(worker.deadLetters.keySet())
                .extracting(record -> record.kafkaOffset())
                .containsExactly(1L);
        assertThat(worker.committed()).containsEntry(PARTITION, 4L);
    }

    @Test
    void waitsWithAPartitionWhoseRecordBeforeTheStatementWaits() {
        worker.create("status");
        worker.append("friend", row("id", 1), row("id", 1, "status", 7));
        worker.append("friend", commandKey(), command("public", "ALTER TABLE friend ADD b text"));
        worker.append("friend", row("id", 2), row("id", 2, "b", "two"));
        worker.start();
        worker.turn();
        assertThat(TARGET.rows("SELECT * FROM friend")).isEmpty();

        worker.append("status", row("id", 7), row("id", 7, "label", "seven"));
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id, status, b FROM friend ORDER BY id"))
                .containsExactly("1|7|null", "2|null|two");
    }

    @Test
    void comesAgainWithHalfAKeyChangeThatIsAskedForAgain() {
        TARGET.execute("INSERT INTO plain VALUES (1, 'one')");
        worker.append(ALL, row("id", 1), half(Operation.DELETE, row("id", 1)));
        execute("ALTER TABLE plain ADD b text");
        worker.append(ALL, row("id", 2), row("id", 2, "b", "two"));
        worker.maxPollRecords = 2;
        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id, b FROM plain")).containsExactly("2|two");
    }

    @Test
    void putsARecordAsideThatOnlyLooksLikeAStatement() {
        worker.append(ALL, Records.commandKey(), json("sql", 1));
        worker.append(ALL, Records.commandKey(), nothing());
        worker.append(ALL, Records.commandKey(), json("sql", "DROP TABLE plain"));
        worker.append(ALL, Records.commandKey(), json("sql", "ALTER TABLE plain ADD b text", "search_path", "public"));
        worker.start();
        worker.deliverAll();

        assertThat(worker.reasons())
                .hasSize(3)
                .extracting(Throwable::getMessage)
                .allMatch(message -> message.contains("of a statement of golconde.execute"));
        assertThat(TARGET.rows("SELECT b FROM plain")).isEmpty();
    }

    private void execute(String sql) {
        execute("public", sql);
    }

    private void execute(String searchPath, String sql) {
        worker.append(ALL, commandKey(), command(searchPath, sql));
    }

    private static long value(String attribute) throws Exception {
        return (long) ManagementFactory.getPlatformMBeanServer().getAttribute(Metric.name("copy", "0"), attribute);
    }
}
