package io.golconde.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.testkit.Await;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Deleting a connector cannot remove what is in the database: it can be seen there, and be removed there. */
class UninstallTest {
    private static final String STATE = "SELECT state FROM golconde.status WHERE queue = 'main'";
    private static final String TRIGGERS =
            "SELECT count(*) FROM pg_trigger WHERE tgrelid = 'item'::regclass AND NOT tgisinternal";

    private static final String SESSIONS = """
            SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND starts_with(application_name, 'golconde ')""";

    @AutoClose
    private final Pipeline pipeline = new Pipeline("uninstall");

    @Test
    void aQueueWithoutItsConnectorIsSeenAndCanBeRemoved() throws Exception {
        AppDatabase source = pipeline.source();
        source.execute("CREATE TABLE item (id int PRIMARY KEY)", "INSERT INTO item VALUES (1)");
        pipeline.capture(Map.of());
        pipeline.topic("item").awaitChanges(1);

        pipeline.delete(pipeline.sourceConnector());
        Await.until(
                "the end of the drain",
                Pipeline.PATIENCE,
                () -> source.value(SESSIONS).equals("0"));
        source.execute("INSERT INTO item VALUES (2)");

        assertThat(source.value(STATE)).isIn("waiting", "drained");
        twoMinutesLater(source);
        assertThat(source.value(STATE)).isEqualTo("nobody drains this queue");
        assertThat(source.value(TRIGGERS)).isNotEqualTo("0");

        source.execute("SELECT golconde.uninstall()", "INSERT INTO item VALUES (3)", "DELETE FROM item WHERE id = 1");

        assertThat(source.value(TRIGGERS)).isEqualTo("0");
        assertThat(source.column("SELECT nspname FROM pg_namespace WHERE nspname = 'golconde'"))
                .isEmpty();
        assertThat(source.column("SELECT evtname FROM pg_event_trigger WHERE evtname LIKE 'golconde%'"))
                .isEmpty();
    }

    private static void twoMinutesLater(AppDatabase database) throws Exception {
        database.execute(
                "UPDATE golconde.progress SET updated_at = updated_at - interval '2 minutes'",
                "UPDATE golconde.q1_1_0 SET at = at - interval '2 minutes'");
    }
}
