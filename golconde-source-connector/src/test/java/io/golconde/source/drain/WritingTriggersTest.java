package io.golconde.source.drain;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.source.install.CaptureLevel;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Triggers and volatile functions of an application change the rows that a statement is about, and others. */
@ParameterizedClass(name = "capture.level = {0}")
@EnumSource(value = CaptureLevel.class, names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
class WritingTriggersTest {
    @Parameter
    private CaptureLevel level = CaptureLevel.AUTO;

    private DrainFixture source;

    @BeforeEach
    void createTable() throws SQLException {
        source = new DrainFixture(
                        "CREATE TABLE t (id int PRIMARY KEY, n int NOT NULL, v text)",
                        "INSERT INTO t SELECT i, 0, 'old' FROM generate_series(1, 5) i")
                .onLevel(level);
    }

    @AfterEach
    void close() throws Exception {
        source.close();
    }

    /** A name that sorts before Golconde's makes the trigger's own change the first that is queued. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    UPDATE t SET v = 'trigger' WHERE id = NEW.id
                    UPDATE t SET v = 'other' WHERE id = 5
                    UPDATE t SET id = NEW.id + 100 WHERE id = NEW.id
                    DELETE FROM t WHERE id = NEW.id
                    DELETE FROM t WHERE id = 5
                    DELETE FROM t WHERE id = NEW.id; INSERT INTO t VALUES (NEW.id, 7, 'back')
                    INSERT INTO t VALUES (NEW.id + 1000, 0, 'more') ON CONFLICT (id) DO UPDATE SET v = 'met'
                    UPDATE t SET id = id + 300 WHERE id = NEW.id; UPDATE t SET id = id - 300 WHERE id = NEW.id + 300
                    """)
    void whatAnAfterTriggerWritesArrives(String statements) throws Exception {
        trigger("AFTER", "!first", statements);
        Replica replica = new Replica(source);

        writeEverything();

        assertSame(replica);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    NEW.v := 'changed'
                    NEW.id := NEW.id + 100
                    UPDATE t SET v = 'other' WHERE id = 5 AND NEW.id <> 5
                    DELETE FROM t WHERE id = 4 AND NEW.id NOT IN (4, 104)
                    INSERT INTO t VALUES (NEW.id + 1000, 0, 'more') ON CONFLICT (id) DO UPDATE SET v = 'met'
                    """)
    void whatABeforeTriggerWritesArrives(String statements) throws Exception {
        trigger("BEFORE", "!first", statements);
        Replica replica = new Replica(source);

        writeEverything();

        assertSame(replica);
    }

    @Test
    void whatABeforeTriggerPutsInPlaceOfAStatementArrives() throws Exception {
        source.execute("""
                CREATE FUNCTION instead() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                  UPDATE t SET v = 'hidden' WHERE id = OLD.id; RETURN NULL; END $$""", """
                CREATE TRIGGER "!first" BEFORE DELETE ON t FOR EACH ROW EXECUTE FUNCTION instead()""");
        Replica replica = new Replica(source);

        source.execute("DELETE FROM t WHERE id < 3");

        assertSame(replica);
    }

    @Test
    void whatVolatileFunctionsOfAStatementWriteArrives() throws Exception {
        source.execute("""
                CREATE FUNCTION touch(target int) RETURNS text LANGUAGE plpgsql AS $$ BEGIN
                  UPDATE t SET n = n + 1, v = 'touched' WHERE id = target; RETURN 'by touch'; END $$""");
        Replica replica = new Replica(source);

        source.execute(
                "INSERT INTO t SELECT i, 0, touch(i - 5) FROM generate_series(6, 12) i",
                "UPDATE t SET v = touch(id + 1) WHERE id = 1",
                "DELETE FROM t WHERE id = 3 AND touch(2) IS NOT NULL",
                "SELECT touch(id) FROM t");

        assertSame(replica);
    }

    @Test
    void constraintTriggersAtTheEndOfATransactionArrive() throws Exception {
        source.execute("""
                CREATE FUNCTION settle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                  IF NEW.n < 3 THEN UPDATE t SET n = n + 1, v = 'settled' WHERE id = NEW.id; END IF; RETURN NULL; END $$""", """
                CREATE CONSTRAINT TRIGGER settle AFTER INSERT OR UPDATE ON t
                DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION settle()""");
        Replica replica = new Replica(source);

        source.execute("BEGIN; INSERT INTO t VALUES (6, 0); UPDATE t SET v = 'x' WHERE id = 1; COMMIT");

        assertSame(replica);
    }

    private void trigger(String when, String name, String statements) throws SQLException {
        source.execute("""
                CREATE FUNCTION own() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                  IF pg_trigger_depth() = 1 THEN %s; END IF; RETURN NEW; END $$""".formatted(statements), """
                CREATE TRIGGER "%s" %s INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION own()""".formatted(name, when));
    }

    private void writeEverything() throws SQLException {
        source.execute(
                "INSERT INTO t VALUES (11, 1, 'new'), (12, 1, 'new')",
                "UPDATE t SET n = n + 1 WHERE id IN (1, 2)",
                "UPDATE t SET id = 13 WHERE id = 3",
                "BEGIN; UPDATE t SET n = 8 WHERE id = 2; UPDATE t SET n = 9 WHERE id = 2; COMMIT",
                "DELETE FROM t WHERE id = 12");
    }

    private static void assertSame(Replica replica) throws Exception {
        assertThat(replica.rows("t")).isEqualTo(replica.truth("SELECT * FROM t"));
    }
}
