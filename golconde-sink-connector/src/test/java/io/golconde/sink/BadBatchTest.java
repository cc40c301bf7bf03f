package io.golconde.sink;

import static io.golconde.sink.Records.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.SQLException;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What bad records cost those around them. */
class BadBatchTest extends TaskTest {
    private static final int RECORDS = 10_000;

    /** Counts statements, also those that fail: what a sequence has given is not taken back. */
    @BeforeEach
    void countStatements() {
        TARGET.execute("""
                DROP SEQUENCE IF EXISTS statements;
                CREATE SEQUENCE statements;
                CREATE OR REPLACE FUNCTION count_statement() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                    PERFORM nextval('statements'); RETURN NULL; END $$;
                CREATE TABLE plain (id int PRIMARY KEY, day date NOT NULL);
                CREATE TRIGGER count BEFORE INSERT ON plain FOR EACH STATEMENT EXECUTE FUNCTION count_statement()""");
        worker.maxPollRecords = RECORDS;
    }

    @Test
    void findsOneBadRecordInFewStatements() {
        for (int bad : new int[] {0, RECORDS / 3, RECORDS - 1}) {
            TARGET.execute("TRUNCATE plain; ALTER SEQUENCE statements RESTART; DROP SCHEMA IF EXISTS golconde CASCADE");
            deliver(RECORDS, i -> i == bad ? "no date" : "2026-01-31");

            assertThat(worker.reasons()).hasSize(1);
            assertThat(TARGET.rows("SELECT count(*) FROM plain")).containsExactly(Integer.toString(RECORDS - 1));
            assertThat(statements()).isLessThanOrEqualTo(2 * ceilLog2(RECORDS) + 2);
        }
    }

    @Test
    void triesEachRecordOnceWhereAllAreBad() {
        int records = 500;
        deliver(records, i -> "no date");

        assertThat(worker.reasons())
                .hasSize(records)
                .allSatisfy(reason -> assertThat(reason).hasMessageContaining("column day of type date"));
        assertThat(statements()).isLessThanOrEqualTo(records + 2 * ceilLog2(records) + 20);
    }

    /** The type's input function would refuse what the cast takes. */
    @Test
    void keepsGoodRecordsWhereTextHasACastOfItsOwn() {
        TARGET.execute("""
                DROP TABLE plain;
                DROP TYPE IF EXISTS humour CASCADE;
                CREATE TYPE humour AS ENUM ('glad', 'sad');
                CREATE FUNCTION humour_of(text) RETURNS humour STRICT LANGUAGE plpgsql AS $$ BEGIN
                    IF lower($1) = 'glad' THEN RETURN 'glad'; END IF;
                    RAISE invalid_text_representation; END $$;
                CREATE CAST (text AS humour) WITH FUNCTION humour_of(text);
                CREATE TABLE plain (id int PRIMARY KEY, m humour)""");
        for (int i = 0; i < 40; i++) {
            worker.append("plain", row("id", i), row("id", i, "m", i % 2 == 0 ? "GLAD" : "glum"));
        }
        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT count(*) FROM plain")).containsExactly("20");
        assertThat(worker.reasons()).hasSize(20);
        TARGET.execute("DROP TYPE humour CASCADE");
    }

    /** Some types complain in the words of the parser, and repeat the value. */
    @Test
    void setsAsideWhatIsNoSyntaxOfATextSearch() {
        TARGET.execute("DROP TABLE plain; CREATE TABLE plain (id int PRIMARY KEY, wanted tsquery)");
        for (int i = 0; i < 40; i++) {
            worker.append(
                    "plain", row("id", i), row("id", i, "wanted", i % 2 == 0 ? "cats & dogs" : "cats & secret !"));
        }
        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT count(*) FROM plain")).containsExactly("20");
        assertThat(worker.reasons())
                .hasSize(20)
                .allSatisfy(reason -> assertThat(reason)
                        .hasMessageContaining("42601")
                        .hasMessageContaining("column wanted of type tsquery")
                        .hasMessageNotContaining("secret"));
    }

    @Test
    void asksAboutTheOtherValuesTogetherOnceOneColumnIsKnownToBeBad() throws SQLException {
        int records = 500;
        worker.maxPollRecords = 100;
        deliver(records, i -> i % 7 == 0 ? "2026-01-31" : i % 7 == 1 ? "0001-02-30" : "no date");

        assertThat(worker.reasons())
                .hasSize(428)
                .allSatisfy(reason -> assertThat(reason)
                        .hasMessageContaining("column day of type date")
                        .hasMessageNotContaining("no date\""));
        assertThat(worker.reasons()).anySatisfy(reason -> assertThat(reason).hasMessageContaining("22008"));
        assertThat(TARGET.rows("SELECT count(*) FROM plain WHERE id % 7 = 0")).containsExactly("72");
        assumeTrue(TARGET.connection().getMetaData().getDatabaseMajorVersion() >= 16, "the server can tell");
        assertThat(statements()).isLessThan(40);
    }

    @Test
    void keepsEveryGoodRecordAmongManyBadOnes() {
        int records = 500;
        deliver(records, i -> i % 5 == 0 || i > 450 ? "2026-01-31" : "no date");

        assertThat(worker.reasons()).hasSize(360);
        assertThat(TARGET.rows("SELECT count(*) FROM plain WHERE id % 5 = 0 OR id > 450"))
                .containsExactly("140");
        assertThat(TARGET.rows("SELECT count(*) FROM plain")).containsExactly("140");
    }

    private void deliver(int records, IntFunction<String> days) {
        worker.recreate("plain");
        worker.positions.clear();
        worker.deadLetters.clear();
        TARGET.execute("DROP SCHEMA IF EXISTS golconde CASCADE");
        for (int i = 0; i < records; i++) {
            worker.append("plain", row("id", i), row("id", i, "day", days.apply(i)));
        }
        worker.start();
        worker.deliverAll();
    }

    private static int statements() {
        return Integer.parseInt(TARGET.rows("SELECT last_value FROM statements").get(0));
    }

    private static int ceilLog2(int number) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(number - 1);
    }
}
