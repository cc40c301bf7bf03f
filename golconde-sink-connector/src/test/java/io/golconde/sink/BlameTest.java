package io.golconde.sink;

import static io.golconde.sink.Records.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A refused record's message names the column and its type, also where the server does not, and never the value. */
class BlameTest extends TaskTest {
    private static final String SECRET = "top secret";

    @BeforeEach
    void createColumnsOfManyTypes() {
        TARGET.execute("""
                CREATE TYPE mood AS ENUM ('glad', 'sad');
                CREATE DOMAIN even AS int CHECK (VALUE % 2 = 0);
                CREATE TABLE plain (id int PRIMARY KEY, "Short" varchar(5), day date, moment timestamptz, j jsonb,
                    feeling mood, total numeric(4, 2), tags int[], span int4range, net inet, pair even, b bit(3),
                    part real GENERATED ALWAYS AS (1.0 / (id - 13)) STORED)""");
    }

    @AfterEach
    void dropTypes() {
        TARGET.execute("DROP TABLE plain; DROP TYPE mood; DROP DOMAIN even");
    }

    @Test
    void keepsToItselfWhatAFunctionOfTheTargetSays() {
        TARGET.execute("""
                CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
                  $$ BEGIN RAISE EXCEPTION 'not %', NEW."Short" USING ERRCODE = '42501'; END $$;
                CREATE TRIGGER refuse BEFORE INSERT ON plain FOR EACH ROW EXECUTE FUNCTION refuse()""");
        worker.append("plain", row("id", 1), row("id", 1, "Short", "hush"));
        worker.start();

        assertThatThrownBy(worker::turn).hasMessageContaining("42501").hasMessageNotContaining("hush");
    }

    @Test
    void namesTheColumnWhateverTheReason() {
        worker.create("plain");
        worker.start();
        refused("Short", "22001", "Short of type character varying(5)");
        refused("day", "22007", "day of type date");
        refused("moment", "22007", "moment of type timestamp with time zone");
        refused("j", "22P02", "j of type jsonb");
        refused("feeling", "22P02", "feeling of type mood");
        refused("tags", "22P02", "tags of type integer[]");
        refused("span", "22P02", "span of type int4range");
        refused("net", "22P02", "net of type inet");
        refused("total", "22P02", "total of type numeric(4,2)");
        refused("total", "22003", "total of type numeric(4,2)", "123.45");
        refused("day", "22008", "day of type date", "2026-02-30");
        refused("b", "22026", "b of type bit(3)", "10101");
        refused("Short", "22021", "Short of type character varying(5)", "a\0b");
        refused("pair", "23514", "pair of type even", 77_777);
    }

    @Test
    void namesEachOfSeveralRecords() {
        worker.append("plain", row("id", 1), row("id", 1, "Short", "good", "day", "2026-01-01"));
        worker.append("plain", row("id", 2), row("id", 2, "Short", SECRET, "day", "2026-01-01"));
        worker.append("plain", row("id", 3), row("id", 3, "Short", SECRET, "day", "2026-01-01"));
        worker.append("plain", row("id", 4), row("id", 4, "Short", "good", "day", SECRET));

        worker.start();
        worker.deliverAll();

        assertThat(worker.reasons())
                .extracting(Throwable::getMessage)
                .satisfiesExactly(
                        message -> assertThat(message).contains("plain-0@1", "column Short"),
                        message -> assertThat(message).contains("plain-0@2", "column Short"),
                        message -> assertThat(message).contains("plain-0@3", "column day"));
        assertThat(TARGET.rows("SELECT id FROM plain")).containsExactly("1");
    }

    @Test
    void namesNoColumnWhereAnExpressionFails() {
        worker.append("plain", row("id", 13), row("id", 13, "Short", "good"));

        worker.start();
        worker.deliverAll();

        assertThat(worker.reasons())
                .singleElement()
                .extracting(Throwable::getMessage)
                .asString()
                .endsWith("SQLSTATE 22012");
    }

    private void refused(String column, String state, String named) {
        refused(column, state, named, SECRET);
    }

    private void refused(String column, String state, String named, Object value) {
        worker.append("plain", row("id", 7), row("id", 7, column, value));

        worker.deliverAll();

        assertThat(worker.reasons())
                .last()
                .extracting(Throwable::getMessage)
                .asString()
                .contains("SQLSTATE " + state)
                .endsWith("column " + named)
                .doesNotContain(value.toString());
    }
}
