package io.golconde.source.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.golconde.core.type.BinaryMode;
import io.golconde.core.type.DecimalMode;
import io.golconde.core.type.TimeMode;
import io.golconde.core.type.Unavailable;
import io.golconde.core.type.WireForms;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What PostgreSQL holds and a record does not. */
class UnfitValueTest {
    private static final String GIVE_UP = "SELECT golconde.discard('public', 'event');";

    private DrainFixture source;

    @BeforeEach
    void createTable() throws Exception {
        source =
                new DrainFixture("CREATE TABLE event (id int PRIMARY KEY, at timestamp, size numeric, fee numeric(9,2),"
                        + " day date, clock time)");
        source.install();
    }

    @AfterEach
    void close() throws Exception {
        source.close();
    }

    /** PostgreSQL has timestamps until 294276, microseconds since 1970 in 64 bits end in 294247. */
    @Test
    void isToldWithItsColumnAndAWayOutThatWorks() throws Exception {
        source.execute("INSERT INTO event VALUES (1, '294247-01-10 04:00:54.775806'), (2, 'infinity')");
        assertThat(DrainFixture.words(source.drain(null), 2)).hasSize(2);
        source.execute("INSERT INTO event VALUES (3, '294247-01-10 04:00:54.775808')");

        assertThatThrownBy(() -> DrainFixture.words(source.drain(null), 1))
                .hasStackTraceContaining(
                        "Table public.event, column at: no record can hold a timestamp after 294247-01-10")
                .hasStackTraceContaining(". Change the row, give up")
                .hasStackTraceContaining(GIVE_UP);

        source.execute("UPDATE event SET at = '2026-11-23' WHERE id = 3", GIVE_UP);
        source.install();
        List<String> again = DrainFixture.words(source.drain(null), 3);
        assertThat(again).hasSize(3);
        assertThat(again.get(2)).startsWith("r event 3");
    }

    @ParameterizedTest
    @CsvSource({
        "PRECISE, size, NaN, holds neither NaN nor infinity",
        "PRECISE, size, -Infinity, holds neither NaN nor infinity",
        "PRECISE, fee, NaN, holds neither NaN nor infinity",
        "DOUBLE, size, Infinity, holds neither NaN nor infinity",
        "DOUBLE, fee, NaN, holds neither NaN nor infinity",
        "DOUBLE, size, -1.8e308, holds no number beyond 1.7976931348623157E308"
    })
    void ofANumberWaitsForTheSettingThatHoldsIt(DecimalMode mode, String column, String value, String reason)
            throws Exception {
        source.withoutExistingRows()
                .in(new WireForms(BinaryMode.BYTES, mode, TimeMode.MICROSECONDS, Unavailable.DEFAULT));
        source.execute("INSERT INTO event (id, " + column + ") VALUES (1, '" + value + "')");

        assertThatThrownBy(() -> DrainFixture.words(source.drain(null), 1))
                .hasStackTraceContaining("Table public.event, column " + column + ": decimal.handling.mode="
                        + mode.word() + " " + reason
                        + ". Set decimal.handling.mode=string, which holds all; or change the row, give up")
                .hasStackTraceContaining(GIVE_UP);

        source.in(WireForms.EXACT);
        assertThat(DrainFixture.words(source.drain(null), 1))
                .singleElement()
                .asString()
                .startsWith("c event 1 null");
    }

    @ParameterizedTest
    @CsvSource({
        "at, infinity, infinity",
        "at, -infinity, infinity",
        "day, infinity, infinity",
        "day, -infinity, infinity",
        "clock, 24:00, 24:00"
    })
    void ofAMomentWaitsForTheSettingThatHoldsIt(String column, String value, String missing) throws Exception {
        source.withoutExistingRows()
                .in(new WireForms(BinaryMode.BYTES, DecimalMode.STRING, TimeMode.CONNECT, Unavailable.DEFAULT));
        source.execute("INSERT INTO event (id, " + column + ") VALUES (1, '" + value + "')");

        assertThatThrownBy(() -> DrainFixture.words(source.drain(null), 1))
                .hasStackTraceContaining("Table public.event, column " + column
                        + ": time.precision.mode=connect holds no " + missing
                        + ". Set time.precision.mode=microseconds, which holds it; or change the row, give up")
                .hasStackTraceContaining(GIVE_UP);

        source.in(WireForms.EXACT);
        assertThat(DrainFixture.words(source.drain(null), 1)).hasSize(1);
    }
}
