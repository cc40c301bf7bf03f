package io.golconde.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A role that may not create event triggers captures keys; the rows are read again when they are drained. */
class KeyCaptureTest {
    private static final String TABLE = "CREATE TABLE document (id int PRIMARY KEY, title text, body text)";

    @AutoClose
    private final Pipeline pipeline = new Pipeline("key_capture");

    @Test
    void anOrdinaryRoleReplicatesATableWhoseColumnsChange() throws Exception {
        AppDatabase source = pipeline.source();
        source.execute(
                "CREATE ROLE ordinary LOGIN PASSWORD 'right'",
                "GRANT CREATE ON DATABASE key_capture TO ordinary",
                TABLE,
                "INSERT INTO document SELECT id, 'title ' || id, repeat('x', 20) FROM generate_series(1, 200) id",
                "GRANT SELECT, TRIGGER ON document TO ordinary");
        pipeline.target().execute(TABLE, "ALTER TABLE document ADD author text");
        pipeline.capture(Map.of("connection.user", "ordinary", "connection.password", "right"));
        pipeline.apply(Map.of());
        pipeline.awaitTarget("SELECT count(*) FROM document", "200");

        source.execute(
                "UPDATE document SET title = upper(title) WHERE id <= 100",
                "DELETE FROM document WHERE id > 190",
                "UPDATE document SET id = id + 1000 WHERE id BETWEEN 50 AND 60",
                "ALTER TABLE document ADD author text",
                "SELECT golconde.refresh('document')",
                "INSERT INTO document VALUES (500, 'later', 'with an author', 'somebody')",
                "UPDATE document SET title = 'changed', author = 'else' WHERE id = 1");

        pipeline.awaitSame("document");
        assertThat(source.column("SELECT DISTINCT capture FROM golconde.captured_table"))
                .containsExactly("key");
        source.execute("TRUNCATE document");
        pipeline.awaitSame("document");
    }
}
