package io.golconde.sink;

import static io.golconde.sink.Records.half;
import static io.golconde.sink.Records.nothing;
import static io.golconde.sink.Records.row;
import static io.golconde.sink.Records.truncateKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.golconde.core.event.Operation;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Targets that are more, or less, than a table with a primary key. */
class TargetKindsTest extends TaskTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ALTER TABLE plain ADD UNIQUE (id) DEFERRABLE | plain_id_key is deferrable",
                "CREATE UNIQUE INDEX part ON plain (id) WHERE a > 0 | part is partial",
                "CREATE UNIQUE INDEX expression ON plain ((id + 1)) | expression is on expressions",
                "CREATE UNIQUE INDEX computed ON plain (twice) | computed has generated columns",
                "ALTER TABLE plain ADD CONSTRAINT optional UNIQUE (a) | optional has nullable columns"
            })
    void saysWhyAUniqueIndexIsNoKey(String index, String reason) {
        TARGET.execute("CREATE TABLE plain (id int NOT NULL, a int, twice int GENERATED ALWAYS AS (id * 2) STORED)");
        TARGET.execute(index);
        worker.append("plain", row("id", 1), row("id", 1));
        worker.start();

        assertThatThrownBy(worker::turn)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("public.plain")
                .hasMessageContaining(reason)
                .hasMessageContaining("insert.mode=insert");
    }

    @Test
    void saysThatTheFieldsOfAKeyHaveNoIndex() {
        settings.put("pk.fields", "status,name");
        worker.append("friend", row("id", 1), row("id", 1, "status", null, "name", "Ann"));
        worker.start();

        assertThatThrownBy(worker::turn)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("no unique index on exactly [status, name]");
    }

    @Test
    void takesAUniqueIndexWithNullableColumnsThatItIsTold() {
        settings.put("pk.fields", "a");
        TARGET.execute("CREATE TABLE plain (a int UNIQUE, b int)");
        worker.append("plain", row("a", 1), row("a", 1, "b", 1));
        worker.append("plain", row("a", 1), row("a", 1, "b", 2));

        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT a, b FROM plain")).containsExactly("1|2");
    }

    @Test
    void writesPartitionedTables() {
        TARGET.execute("CREATE TABLE plain (id int PRIMARY KEY, a int) PARTITION BY RANGE (id);"
                + "CREATE TABLE low PARTITION OF plain FOR VALUES FROM (0) TO (10);"
                + "CREATE TABLE high PARTITION OF plain FOR VALUES FROM (10) TO (20);"
                + "INSERT INTO plain VALUES (9, 9)");
        worker.append("plain", truncateKey(), nothing());
        worker.append("plain", row("id", 1), row("id", 1, "a", 1));
        worker.append("plain", row("id", 1), row("id", 1, "a", 2));
        worker.append("plain", row("id", 2), row("id", 2, "a", 2));
        worker.append("plain", row("id", 2), nothing());
        worker.append("plain", row("id", 3), row("id", 3, "a", 3));
        worker.append("plain", row("id", 1), half(Operation.DELETE, row("id", 1)));
        worker.append("plain", row("id", 11), half(Operation.CREATE, row("id", 11, "a", 2)));
        worker.append("plain", row("id", 99), row("id", 99, "a", 99));

        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT tableoid::regclass, id, a FROM plain ORDER BY id"))
                .containsExactly("low|3|3", "high|11|2");
        assertThat(worker.reasons())
                .singleElement()
                .extracting(Throwable::getMessage)
                .asString()
                .contains("plain-0@8", "23514");
    }

    @Test
    void writesViewsWithInsteadOfTriggers() {
        createView();
        settings.put("insert.mode", "insert");
        settings.put("pk.fields", "number");
        worker.append("shown", row("number", 1), row("number", 1, "what", "one"));
        worker.append("shown", row("number", 2), row("number", 2, "what", "two"));
        worker.append("shown", row("number", 1), nothing());

        worker.start();
        worker.deliverAll();
        worker.stop();
        settings.put("insert.mode", "update");
        worker.append("shown", row("number", 2), row("number", 2, "what", "II"));
        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id, label FROM status")).containsExactly("2|II");
    }

    @Test
    void refusesToUpsertIntoAView() {
        createView();
        settings.put("pk.fields", "number");
        worker.append("shown", row("number", 1), row("number", 1, "what", "one"));
        worker.start();

        assertThatThrownBy(worker::turn)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("public.shown")
                .hasMessageContaining("a view or a foreign table cannot have one");
    }

    @Test
    void refusesToUpsertIntoAForeignTable() {
        TARGET.execute(
                "CREATE EXTENSION IF NOT EXISTS postgres_fdw; CREATE SERVER IF NOT EXISTS far FOREIGN DATA WRAPPER"
                        + " postgres_fdw; CREATE FOREIGN TABLE away (id int NOT NULL) SERVER far");
        settings.putAll(Map.of("pk.mode", "record_key"));
        worker.append("away", row("id", 1), row("id", 1));
        worker.start();

        assertThatThrownBy(worker::turn)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("a view or a foreign table cannot have one");
        TARGET.execute("DROP FOREIGN TABLE away");
    }

    private static void createView() {
        TARGET.execute("""
                CREATE OR REPLACE VIEW shown AS SELECT id + 0 AS number, label || '' AS what FROM status;
                CREATE OR REPLACE FUNCTION show() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF TG_OP = 'INSERT' THEN INSERT INTO status VALUES (NEW.number, NEW.what); RETURN NEW;
                    ELSIF TG_OP = 'UPDATE' THEN UPDATE status SET label = NEW.what WHERE id = OLD.number; RETURN NEW;
                    ELSE DELETE FROM status WHERE id = OLD.number; RETURN OLD; END IF;
                END $$;
                CREATE OR REPLACE TRIGGER show INSTEAD OF INSERT OR UPDATE OR DELETE ON shown
                    FOR EACH ROW EXECUTE FUNCTION show()""");
    }
}
