package io.golconde.sink;

import static io.golconde.sink.Records.nothing;
import static io.golconde.sink.Records.row;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that are right only together, under constraints that the target can check later. */
class DeferrableConstraintsTest extends TaskTest {
    private static final String AT_COMMIT = "INITIALLY DEFERRED";

    @BeforeEach
    void waitAMoment() {
        settings.put("foreign.key.wait.ms", "30");
        settings.put("unique.value.wait.ms", "30");
    }

    @AfterEach
    void dropTables() {
        TARGET.execute("DROP TABLE IF EXISTS hen, egg, seat");
    }

    @ParameterizedTest
    @ValueSource(strings = {"INITIALLY IMMEDIATE", AT_COMMIT})
    void writesTablesThatReferToEachOther(String check) {
        createHensAndEggs(check);
        worker.append("hen", row("id", 1), row("id", 1, "egg", 2));
        worker.append("hen", row("id", 3), row("id", 3, "egg", 99));
        worker.append("egg", row("id", 2), row("id", 2, "hen", 1));

        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT h.id, e.id FROM hen AS h JOIN egg AS e ON e.id = h.egg AND h.id = e.hen"))
                .containsExactly("1|2");
        assertThat(worker.reasons())
                .singleElement()
                .extracting(Throwable::getMessage)
                .asString()
                .contains("hen-0@1", "23503");
    }

    @ParameterizedTest
    @ValueSource(strings = {"INITIALLY IMMEDIATE", AT_COMMIT})
    void deletesFromTablesThatReferToEachOther(String check) {
        createHensAndEggs(check);
        TARGET.execute(
                "BEGIN; SET CONSTRAINTS ALL DEFERRED; INSERT INTO hen VALUES (1, 2); INSERT INTO egg VALUES (2, 1);"
                        + " COMMIT");
        worker.append("hen", row("id", 1), nothing());
        worker.append("egg", row("id", 2), nothing());

        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id FROM hen UNION ALL SELECT id FROM egg"))
                .isEmpty();
        assertThat(worker.deadLetters).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INITIALLY IMMEDIATE", AT_COMMIT})
    void swapsUniqueValues(String check) {
        TARGET.execute("CREATE TABLE seat (id int PRIMARY KEY, guest text UNIQUE DEFERRABLE " + check
                + "); INSERT INTO seat VALUES (1, 'Ann'), (2, 'Bob')");
        worker.append("seat", row("id", 1), row("id", 1, "guest", "Bob"));
        worker.append("seat", row("id", 2), row("id", 2, "guest", "Ann"));
        worker.append("seat", row("id", 3), row("id", 3, "guest", "Ann"));

        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id, guest FROM seat ORDER BY id")).containsExactly("1|Bob", "2|Ann");
        assertThat(worker.reasons())
                .singleElement()
                .extracting(Throwable::getMessage)
                .asString()
                .contains("seat-0@2", "23505");
    }

    private static void createHensAndEggs(String check) {
        TARGET.execute("CREATE TABLE hen (id int PRIMARY KEY, egg int NOT NULL);"
                + "CREATE TABLE egg (id int PRIMARY KEY, hen int NOT NULL REFERENCES hen DEFERRABLE " + check + ");"
                + "ALTER TABLE hen ADD FOREIGN KEY (egg) REFERENCES egg DEFERRABLE " + check);
    }
}
