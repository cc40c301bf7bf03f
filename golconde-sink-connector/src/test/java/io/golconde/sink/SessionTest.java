package io.golconde.sink;

import static io.golconde.sink.Records.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.golconde.testkit.Await;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the target's triggers see the sink's session. */
class SessionTest extends TaskTest {
    @BeforeEach
    void watch() {
        TARGET.execute("""
                CREATE OR REPLACE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                    INSERT INTO log VALUES (current_setting('golconde.origin', true) || '|'
                        || current_setting('application_name'));
                    RETURN NULL; END $$;
                CREATE TRIGGER note AFTER INSERT ON status FOR EACH ROW EXECUTE FUNCTION note()""");
    }

    @Test
    void tellsTriggersWhoWrites() {
        worker.append("status", row("id", 1), row("id", 1, "label", "one"));
        worker.start();
        worker.deliverAll();
        worker.stop();

        settings.put("origin", "elsewhere");
        worker.append("status", row("id", 2), row("id", 2, "label", "two"));
        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT line FROM log"))
                .containsExactly("copy|golconde copy", "elsewhere|golconde copy");
    }

    @Test
    void tellsTriggersWhoWritesAlsoWhereABatchIsDivided() {
        worker.append("status", row("id", 1), row("id", 1, "label", "one"));
        worker.append("status", row("id", 2), row("id", 2, "label", null));

        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT line FROM log")).containsExactly("copy|golconde copy");
    }

    @Test
    void isSeenByNoOrdinaryTriggerAsAReplica() {
        settings.put("session.replica.role", "replica");
        worker.append("status", row("id", 1), row("id", 1, "label", "one"));
        worker.append("friend", row("id", 1), row("id", 1, "status", 7)); // no foreign key is checked

        worker.start();
        worker.deliverAll();

        assertThat(TARGET.rows("SELECT id FROM status")).containsExactly("1");
        assertThat(TARGET.rows("SELECT id FROM friend")).containsExactly("1");
        assertThat(TARGET.rows("SELECT line FROM log")).isEmpty();
    }

    @Test
    void saysWhatItTakesToBeAReplica() {
        TARGET.execute("DROP ROLE IF EXISTS page; CREATE ROLE page LOGIN PASSWORD 'page'");
        settings.putAll(Map.of(
                "session.replica.role", "replica",
                "connection.user", "page",
                "connection.password", "page",
                "delivery.guarantee", "at_least_once"));
        worker.append("status", row("id", 1), row("id", 1, "label", "one"));
        worker.start();

        assertThatThrownBy(worker::turn)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("session.replica.role")
                .hasMessageContaining("GRANT SET ON PARAMETER session_replication_role");
        assertThat(new GolcondeSinkConnector()
                        .validate(settings).configValues().stream()
                                .filter(value -> !value.errorMessages().isEmpty()))
                .singleElement()
                .satisfies(value -> {
                    assertThat(value.name()).isEqualTo("session.replica.role");
                    assertThat(value.errorMessages().get(0)).contains("GRANT SET ON PARAMETER");
                });
        Await.until(
                "no connection to be left",
                Duration.ofSeconds(10),
                () -> TARGET.rows("SELECT FROM pg_stat_activity WHERE usename = 'page'")
                        .isEmpty());
    }
}
