package io.golconde.source.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** PostgreSQL has timestamps until 294276, microseconds since 1970 in 64 bits end in 294247. */
class UnfitValueTest {
    private static final String GIVE_UP = "SELECT golconde.discard('public', 'event');";

    private DrainFixture source;

    @BeforeEach
    void createTable() throws Exception {
        source = new DrainFixture("CREATE TABLE event (id int PRIMARY KEY, at timestamp)");
        source.install();
    }

    @AfterEach
    void close() throws Exception {
        source.close();
    }

    @Test
    void isToldWithItsColumnAndAWayOutThatWorks() throws Exception {
        source.execute("INSERT INTO event VALUES (1, '294247-01-10 04:00:54.775806'), (2, 'infinity')");
        assertThat(DrainFixture.words(source.drain(null), 2)).hasSize(2);
        source.execute("INSERT INTO event VALUES (3, '294247-01-10 04:00:54.775808')");

        assertThatThrownBy(() -> DrainFixture.words(source.drain(null), 1))
                .hasStackTraceContaining(
                        "Table public.event, column at: no record can hold a timestamp after 294247-01-10")
                .hasStackTraceContaining(GIVE_UP);

        source.execute("UPDATE event SET at = '2026-11-23' WHERE id = 3", GIVE_UP);
        source.install();
        List<String> again = DrainFixture.words(source.drain(null), 3);
        assertThat(again).hasSize(3);
        assertThat(again.get(2)).startsWith("r event 3");
    }
}
