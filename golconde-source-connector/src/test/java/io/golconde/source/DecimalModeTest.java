package io.golconde.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Numbers of numeric columns in the forms that decimal.handling.mode gives them. */
class DecimalModeTest {
    private static final Map<String, String> PRECISE = Map.of("decimal.handling.mode", "precise");
    private static final Map<String, String> DOUBLE = Map.of("decimal.handling.mode", "double");

    private final RunningSource source = new RunningSource();

    @AfterEach
    void stop() {
        source.stop();
    }

    @Test
    void preciseGivesEachColumnItsScale() throws Exception {
        source.run("CREATE DOMAIN amount AS numeric(12,3); CREATE DOMAIN fee AS amount CHECK (VALUE >= 0)");
        source.run("CREATE TABLE price (id numeric(10,2) PRIMARY KEY, net numeric(40,0), fee fee, any_scale numeric,"
                + " list numeric(4,1)[], paid money, empty numeric(3,1))");
        String values = "1234567890123456789012345678901234567890, 0.5, 1.2300, '{1.5}', 2";
        source.run("INSERT INTO price VALUES (-1.5, " + values + ")");
        source.start(PRECISE);
        SourceRecord existing = source.next();

        source.run("INSERT INTO price VALUES (2, " + values + ")");
        SourceRecord captured = source.next();
        source.run("DELETE FROM price WHERE id = 2");
        SourceRecord deleted = source.next();

        Struct row = RunningSource.row(existing);
        assertThat(words(row))
                .isEqualTo("-1.50 1234567890123456789012345678901234567890 0.500 1.2300 {1.5} $2.00 null");
        assertThat(words(RunningSource.row(captured))).isEqualTo(words(row).replace("-1.50", "2.00"));
        assertThat(words((Struct) deleted.key())).isEqualTo("2.00");
        assertThat(words(((Struct) deleted.value()).getStruct("before"))).startsWith("2.00 1234");
        assertThat(row.schema().field("fee").schema().parameters())
                .isEqualTo(Map.of("scale", "3", "connect.decimal.precision", "12"));
        assertThat(row.schema().field("any_scale").schema().name()).isEqualTo("io.debezium.data.VariableScaleDecimal");
    }

    @Test
    void preciseKnowsTheScalesThatPostgres15BroughtToo() throws Exception {
        assumeThat(source.major()).isGreaterThanOrEqualTo(15);
        source.run("CREATE TABLE price (id int PRIMARY KEY, coarse numeric(3,-2), fine numeric(3,5))");
        source.run("INSERT INTO price VALUES (1, 12345, 0.00123)");
        source.start(PRECISE);

        assertThat(words(RunningSource.row(source.next()))).isEqualTo("1 12300 0.00123");
    }

    @Test
    void preciseTellsWhatAnOlderVersionHasQueuedWithoutAScale() throws Exception {
        source.run("CREATE TABLE price (id int PRIMARY KEY, net numeric(10,2))");
        source.start(PRECISE);
        source.run("INSERT INTO price VALUES (1, 1.25)");
        SourceRecord before = source.next();
        source.stop();
        source.run("INSERT INTO price VALUES (2, 2.25)");
        source.run("ALTER TABLE golconde.generation_column DROP COLUMN type_modifier CASCADE;"
                + " DELETE FROM golconde.installed_file WHERE name LIKE 'tables/%'");

        source.start(PRECISE);
        SourceRecord queued = source.next();
        source.run("INSERT INTO price VALUES (3, 3.25)");
        SourceRecord behind = source.next();

        assertThat(words(RunningSource.row(queued))).isEqualTo("2 2.25");
        assertThat(words(RunningSource.row(behind))).isEqualTo("3 3.25");
        assertThat(queued.valueSchema()).isNotEqualTo(before.valueSchema());
        assertThat(behind.valueSchema()).isEqualTo(before.valueSchema());
    }

    @Test
    void preciseGivesTheRowsBehindAnAlterAnotherScale() throws Exception {
        source.run("CREATE TABLE price (id int PRIMARY KEY, net numeric(10,2))");
        source.start(PRECISE);
        source.run("INSERT INTO price VALUES (1, 1.25)");
        assertThat(words(RunningSource.row(source.next()))).isEqualTo("1 1.25");
        source.stop();

        source.run("INSERT INTO price VALUES (2, 2.25)");
        source.run("ALTER TABLE price ALTER net TYPE numeric(10,1)");
        source.run("INSERT INTO price VALUES (3, 3.25)");
        source.run("ALTER TABLE price ALTER net TYPE numeric");
        source.run("INSERT INTO price VALUES (4, 4.125)");
        source.run("ALTER TABLE price ALTER net TYPE numeric(10,3)");
        source.run("BEGIN; INSERT INTO price VALUES (5, 5.125); UPDATE price SET net = 5.5 WHERE id = 5;"
                + " ALTER TABLE price ALTER net TYPE numeric(10,4);"
                + " UPDATE price SET net = 5.0001 WHERE id = 5; COMMIT");
        source.start(PRECISE);

        assertThat(Stream.of(source.next(), source.next(), source.next())
                        .map(RunningSource::row)
                        .map(DecimalModeTest::words))
                .containsExactly("2 2.25", "3 3.3", "4 4.125");
        assertThat(words(RunningSource.row(source.next()))).isEqualTo("5 5.125");
        assertThat(words(RunningSource.row(source.next()))).isEqualTo("5 5.500");
        assertThat(words(RunningSource.row(source.next()))).isEqualTo("5 5.0001");
    }

    @Test
    void preciseFollowsAnAlterThatNobodyTold() throws Exception {
        source.run("CREATE TABLE price (id int PRIMARY KEY, net numeric(10,2), note text)");
        source.start(PRECISE);
        source.run("INSERT INTO price VALUES (1, 1.25)");
        assertThat(words(RunningSource.row(source.next()))).isEqualTo("1 1.25 null");
        source.run("DROP EVENT TRIGGER golconde_ddl; DROP EVENT TRIGGER golconde_drop;"
                + " SELECT golconde.capture('main', 'price', 'key')");
        source.run("INSERT INTO price VALUES (2, 2.25)");
        assertThat(words(RunningSource.row(source.next()))).isEqualTo("2 2.25 null");

        source.run("ALTER TABLE price ALTER net TYPE numeric; INSERT INTO price VALUES (3, 3.125)");

        assertThat(words(RunningSource.row(source.next()))).isEqualTo("3 3.125 null");
    }

    @Test
    void doubleIsTheNearestButKeysStayApart() throws Exception {
        source.run("CREATE TABLE price (id numeric PRIMARY KEY, net numeric(20,2), tiny numeric)");
        source.run("INSERT INTO price VALUES (1.00000000000000000001, 123456789012345678.91, 1e-400)");
        source.start(DOUBLE);
        SourceRecord existing = source.next();

        source.run("UPDATE price SET net = 0.1, tiny = NULL");
        SourceRecord captured = source.next();

        assertThat(words((Struct) existing.key())).isEqualTo("1.00000000000000000001");
        assertThat(RunningSource.row(existing).get("id")).isEqualTo("1.00000000000000000001");
        assertThat(RunningSource.row(existing).get("net")).isEqualTo(1.2345678901234568E17);
        assertThat(RunningSource.row(existing).get("tiny")).isEqualTo(0.0);
        assertThat(words(RunningSource.row(captured))).isEqualTo("1.00000000000000000001 0.1 null");
        assertThat(captured.valueSchema()
                        .field("after")
                        .schema()
                        .field("net")
                        .schema()
                        .type())
                .isEqualTo(Schema.Type.FLOAT64);
    }

    private static String words(Struct row) {
        return row.schema().fields().stream()
                .map(field -> String.valueOf(number(row.get(field))))
                .collect(Collectors.joining(" "));
    }

    private static Object number(Object value) {
        return value instanceof Struct variable
                ? new BigDecimal(new BigInteger(variable.getBytes("value")), variable.getInt32("scale"))
                : value;
    }
}
