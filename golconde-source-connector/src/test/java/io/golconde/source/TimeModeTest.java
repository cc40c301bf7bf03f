package io.golconde.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dates and times in the forms that time.precision.mode gives them. */
class TimeModeTest {
    private static final String TABLE = "CREATE DOMAIN short_time AS time(2);"
            + " CREATE TABLE event (id timestamp(3), part timestamp, day date, clock time, short short_time, at timestamp,"
            + " ms timestamp(3), sec timestamp(0), at_zone timestamptz(3), PRIMARY KEY (id, part))";

    private final RunningSource source = new RunningSource();

    @AfterEach
    void stop() {
        source.stop();
    }

    @ParameterizedTest
    @CsvSource({
        "microseconds, MicroTimestamp MicroTimestamp Date MicroTime MicroTime MicroTimestamp MicroTimestamp MicroTimestamp ZonedTimestamp",
        "adaptive, Timestamp MicroTimestamp Date MicroTime Time MicroTimestamp Timestamp Timestamp ZonedTimestamp",
        "adaptive_time_microseconds, Timestamp MicroTimestamp Date MicroTime MicroTime MicroTimestamp Timestamp Timestamp ZonedTimestamp"
    })
    void columnsHaveTheFormOfTheMode(String mode, String forms) throws Exception {
        source.run(TABLE + "; INSERT INTO event VALUES ('2026-01-01', 'infinity')");
        source.start(Map.of("time.precision.mode", mode));
        SourceRecord record = source.next();

        assertThat(forms(RunningSource.row(record)))
                .isEqualTo(List.of(forms.split(" ")).stream()
                        .map(form -> "io.debezium.time." + form)
                        .toList());
        assertThat(forms((Struct) record.key()))
                .isEqualTo(forms(RunningSource.row(record)).subList(0, 2));
    }

    @Test
    void adaptiveHoldsEveryValue() throws Exception {
        source.run(TABLE
                + "; INSERT INTO event VALUES ('1970-01-01 00:00:00.001', '-infinity', 'infinity', '24:00', '24:00',"
                + " 'infinity', '-infinity', 'infinity'),"
                + " ('294276-12-31 23:59:59.999', '1970-01-01 00:00:00.000001', '4713-01-01 BC', '00:00:00.000001',"
                + " '23:59:59.99', '4713-01-01 BC', '4713-01-01 BC', '294276-12-31 23:59:59')");
        source.start(Map.of("time.precision.mode", "adaptive"));

        assertThat(values(RunningSource.row(source.next())))
                .isEqualTo("1 -9223372036854775808 2147483647 86400000000 86400000 9223372036854775807"
                        + " -9223372036854775808 9223372036854775807 null");
        assertThat(values(RunningSource.row(source.next())))
                .isEqualTo("9224318015999999 1 -2440550 1 86399990 -210863520000000000 -210863520000000"
                        + " 9224318015999000 null");
    }

    @Test
    void adaptiveFollowsAnAlter() throws Exception {
        source.run("CREATE TABLE event (id int PRIMARY KEY, at timestamp(3)); INSERT INTO event VALUES (0)");
        source.start(Map.of("time.precision.mode", "adaptive"));
        source.next();
        source.run(
                "BEGIN; INSERT INTO event VALUES (1, '1970-01-01 00:00:01'); UPDATE event SET at = '1970-01-01 00:00:02' WHERE id = 1;"
                        + " ALTER TABLE event ALTER at TYPE timestamp; UPDATE event SET at = '1970-01-01 00:00:03.000001' WHERE id = 1; COMMIT");

        assertThat(values(RunningSource.row(source.next()))).isEqualTo("1 1000");
        assertThat(values(RunningSource.row(source.next()))).isEqualTo("1 2000");
        assertThat(values(RunningSource.row(source.next()))).isEqualTo("1 3000001");
    }

    @Test
    void adaptiveFollowsAnAlterThatNobodyTold() throws Exception {
        source.run("CREATE TABLE event (id int PRIMARY KEY, at timestamp(3), clock time(3));"
                + " INSERT INTO event VALUES (0)");
        source.start(Map.of("time.precision.mode", "adaptive"));
        source.next();
        source.run("DROP EVENT TRIGGER golconde_ddl; DROP EVENT TRIGGER golconde_drop;"
                + " SELECT golconde.capture('main', 'event', 'key')");
        source.run("INSERT INTO event VALUES (1, '1970-01-01 00:00:01', '00:00:01')");
        assertThat(values(RunningSource.row(source.next()))).isEqualTo("1 1000 1000");

        source.run("ALTER TABLE event ALTER at TYPE timestamp;"
                + " INSERT INTO event VALUES (2, '1970-01-01 00:00:01.000001', '00:00:02')");
        assertThat(values(RunningSource.row(source.next()))).isEqualTo("2 1000001 2000");
        source.run("ALTER TABLE event ALTER clock TYPE time; INSERT INTO event VALUES (3, NULL, '00:00:02.000001')");
        assertThat(values(RunningSource.row(source.next()))).isEqualTo("3 null 2000001");
    }

    @Test
    void connectCutsOffWhatItDoesNotHoldButNotInKeys() throws Exception {
        source.run(
                TABLE + "; INSERT INTO event VALUES ('1970-01-01 00:00:00.001', '1969-12-31 23:59:59.999999',"
                        + " '4713-01-01 BC', '23:59:59.999999', '00:00:01.5', '1969-12-31 23:59:59.999999', '5000-01-01 00:00:00.001')");
        source.start(Map.of("time.precision.mode", "connect"));
        SourceRecord record = source.next();
        Struct row = RunningSource.row(record);

        assertThat(values(row))
                .isEqualTo("1970-01-01T00:00:00.001Z -1 -4712-01-01T00:00:00Z 1970-01-01T23:59:59.999Z"
                        + " 1970-01-01T00:00:01.500Z 1969-12-31T23:59:59.999Z 5000-01-01T00:00:00.001Z null null");
        assertThat(values((Struct) record.key())).isEqualTo("1970-01-01T00:00:00.001Z -1");
        assertThat(forms(row))
                .startsWith(
                        "org.apache.kafka.connect.data.Timestamp",
                        "io.debezium.time.MicroTimestamp",
                        "org.apache.kafka.connect.data.Date",
                        "org.apache.kafka.connect.data.Time");
    }

    private static List<String> forms(Struct row) {
        return row.schema().fields().stream()
                .map(Field::schema)
                .map(schema -> String.valueOf(schema.name()))
                .toList();
    }

    private static String values(Struct row) {
        return row.schema().fields().stream()
                .map(row::get)
                .map(value -> value instanceof Date date ? date.toInstant() : value)
                .map(String::valueOf)
                .collect(Collectors.joining(" "));
    }
}
