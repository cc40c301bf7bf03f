package io.golconde.source.drain;

import static io.golconde.source.drain.DrainFixture.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.golconde.testkit.Await;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody tells Golconde of a change of the tables: it has no event triggers, and golconde.refresh is not called. */
class UnnoticedDdlTest {
    private DrainFixture source;
    private QueueDrain drain;

    @BeforeEach
    void captureByKey() throws Exception {
        source = new DrainFixture("CREATE TABLE k (id int PRIMARY KEY, v text NOT NULL)");
        source.install();
        source.execute(
                "SELECT golconde.stop_capture('k')",
                "SELECT golconde.capture('main', 'k', 'key')",
                "INSERT INTO k VALUES (1, 'one')");
        drain = source.drain(null);
        assertThat(words(drain, 2)).containsExactly("c k 1 one", "r k 1 one");
    }

    @AfterEach
    void close() throws Exception {
        source.close();
    }

    @Test
    void aTableThatComesIsCapturedWithTheRowsThatItHas() throws Exception {
        unnoticed("CREATE TABLE fresh (id int PRIMARY KEY); INSERT INTO fresh VALUES (7)");

        assertThat(words(drain, 1)).containsExactly("r fresh 7");
        source.execute("INSERT INTO fresh VALUES (8)");
        assertThat(words(drain, 1)).containsExactly("c fresh 8");
    }

    @Test
    void rowsThatTheOldKeyDoesNotTellApartAreReadAgain() throws Exception {
        unnoticed(
                "ALTER TABLE k DROP CONSTRAINT k_pkey, ADD PRIMARY KEY (id, v); INSERT INTO k VALUES (2, 'x'), (2, 'y')");

        List<String> words = new ArrayList<>();
        Await.until("all rows", Duration.ofSeconds(30), () -> {
            words.addAll(words(drain, 1));
            return words.containsAll(List.of("r k 1 one", "r k 2 x", "r k 2 y"));
        });
        assertThat(words).noneMatch(word -> word.startsWith("d"));
        source.execute("DELETE FROM k WHERE v = 'x'");
        assertThat(words(drain, 1)).containsExactly("d k 2 x");
    }

    @Test
    void aKeyColumnThatWasRenamedIsFoundAgain() throws Exception {
        unnoticed("ALTER TABLE k RENAME COLUMN id TO number");
        assertThatThrownBy(() -> source.execute("INSERT INTO k VALUES (2, 'two')"))
                .isInstanceOf(SQLException.class);

        Await.until("triggers that know the new name", Duration.ofSeconds(30), () -> {
            try {
                source.execute("INSERT INTO k VALUES (2, 'two')");
                return true;
            } catch (SQLException e) {
                return false;
            }
        });
        assertThat(words(drain, 1)).containsExactly("c k 2 two");
    }

    @Test
    void aTableThatIsCapturedNoMoreLosesNoRowsAtItsDestinations() throws Exception {
        drain.close();
        source.execute(
                "UPDATE k SET v = 'changed'",
                "INSERT INTO k VALUES (2, 'two'), (3, 'three')",
                "DELETE FROM k WHERE id = 3",
                "SELECT golconde.stop_capture('k')",
                "DROP TABLE k",
                "CREATE TABLE z (id int PRIMARY KEY)",
                "INSERT INTO z VALUES (1)");

        drain = source.drain(null);

        assertThat(words(drain, 2)).containsExactly("d k 3", "r z 1");
    }

    /** As where no event triggers are allowed; the installer of this test, a superuser, makes them again when it next looks. */
    private void unnoticed(String ddl) throws SQLException {
        source.execute("BEGIN; DROP EVENT TRIGGER golconde_ddl; DROP EVENT TRIGGER golconde_drop; " + ddl + "; COMMIT");
    }
}
