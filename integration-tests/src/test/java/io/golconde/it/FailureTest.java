package io.golconde.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The trace of a task that cannot go on says at what to look and what to do, and shows no row. */
class FailureTest {
    @AutoClose
    private final Pipeline pipeline = new Pipeline("failure_" + System.nanoTime());

    @Test
    void theSourceSaysWhichPrivilegeItsRoleHasLost() throws SQLException {
        createItems(pipeline.source());
        String role = "source_" + pipeline.source().name();
        pipeline.source()
                .execute(
                        "CREATE ROLE " + role + " LOGIN PASSWORD 'right'",
                        "GRANT CREATE ON DATABASE " + pipeline.source().name() + " TO " + role,
                        "GRANT SELECT, TRIGGER ON item TO " + role);
        pipeline.capture(Map.of("connection.user", role, "connection.password", "right"));

        pipeline.source().execute("REVOKE SELECT ON item FROM " + role, "UPDATE item SET code = 'secret'");

        assertThat(pipeline.failure(pipeline.sourceConnector()))
                .contains("connection.user", "42501", "item")
                .doesNotContain("secret");
    }

    @Test
    void theSinkSaysWhichTableIsMissingAndHowToNameAnother() throws SQLException {
        createItems(pipeline.source());
        pipeline.capture(Map.of());

        pipeline.registerSink(Map.of());

        assertThat(pipeline.failure(pipeline.sinkConnector())).contains("item", "table.name.format");
    }

    @Test
    void theSinkSaysWhichPrivilegeItsRoleLacks() throws SQLException {
        createItems(pipeline.source());
        createItems(pipeline.target());
        String role = "sink_" + pipeline.target().name();
        pipeline.target()
                .execute(
                        "CREATE ROLE " + role + " LOGIN PASSWORD 'right'",
                        "GRANT CREATE ON DATABASE " + pipeline.target().name() + " TO " + role,
                        "GRANT SELECT ON item TO " + role);
        pipeline.capture(Map.of());

        pipeline.registerSink(Map.of("connection.user", role, "connection.password", "right"));

        assertThat(pipeline.failure(pipeline.sinkConnector()))
                .contains("item", "42501", "Grant it to connection.user")
                .doesNotContain("secret");
    }

    @Test
    void theSinkStopsAtABadRecordWhereNobodyTakesItAndSaysWhatToDo() throws SQLException {
        createItems(pipeline.source());
        pipeline.target().execute("CREATE TABLE item (id int PRIMARY KEY, code varchar(3))");
        pipeline.capture(Map.of());

        pipeline.registerSink(Map.of());

        assertThat(pipeline.failure(pipeline.sinkConnector()))
                .contains("item", "22001", "errors.deadletterqueue.topic.name", ".public.item-0@0")
                .doesNotContain("secret");
    }

    private static void createItems(AppDatabase database) throws SQLException {
        database.execute("CREATE TABLE item (id int PRIMARY KEY, code text)", "INSERT INTO item VALUES (1, 'secret')");
    }
}
