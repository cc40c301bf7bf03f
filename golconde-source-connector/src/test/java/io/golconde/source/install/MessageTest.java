package io.golconde.source.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What golconde.enqueue takes, and from whom. */
class MessageTest {
    private static final String QUEUED = "SELECT c1, c2, c3, c4 FROM golconde.q2_1_0";
    private static final String SEEN_ALL = "pg_current_snapshot()";

    private SourceDatabase source;

    @BeforeEach
    void install() throws SQLException {
        source = SourceDatabase.installed();
        source.run("CREATE TABLE t (id int PRIMARY KEY)");
        source.capture("t");
        source.run("SELECT golconde.accept_messages('main')");
    }

    @AfterEach
    void close() throws SQLException {
        source.close();
    }

    @Test
    void queuesAMessageInItsTransactionAndInOrder() throws SQLException {
        source.run(
                "BEGIN",
                "INSERT INTO t VALUES (1)",
                "SELECT golconde.enqueue('main', 'orders', '1', '{\"a\": 1}')",
                "INSERT INTO t VALUES (2)",
                "COMMIT",
                "BEGIN",
                "SELECT golconde.enqueue('main', 'orders', '2', '{}')",
                "ROLLBACK");

        assertThat(source.queued())
                .containsExactly(
                        "i {\"c1\": 1}",
                        "i {\"c1\": \"orders\", \"c2\": \"1\", \"c3\": {\"a\": 1}, \"c4\": null}",
                        "i {\"c1\": 2}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                {}                                   | null
                {"id": 7}                            | id=7
                {"a,b=%": "1,2=%"}                   | a%2Cb%3D%25=1%2C2=%25
                {"a": null, "b": ""}                 | a,b=
                {"a": [1, "x"], "b": {"c": true}}    | a=[1%2C "x"],b={"c": true}
                """)
    void writesHeadersAsOneText(String headers, String expected) throws SQLException {
        source.run("SELECT golconde.enqueue('main', 'orders', NULL, '1', '" + headers + "')");

        assertThat(source.query(QUEUED)).containsExactly("orders|null|1|" + expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "A.b_c-9", "shop.public.t"})
    void takesTopicsThatKafkaTakes(String topic) throws SQLException {
        source.run("SELECT golconde.enqueue('main', '" + topic + "', '1', NULL)");

        assertThat(source.query(QUEUED)).containsExactly(topic + "|1|null|null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NULL",
                "''",
                "'.'",
                "'..'",
                "'a b'",
                "'ä'",
                "E'a\\n'",
                "repeat('a', 250)",
                "'__consumer_offsets'"
            })
    void refusesOtherTopics(String topic) {
        assertThatThrownBy(() -> source.run("SELECT golconde.enqueue('main', " + topic + ", '1', '1')"))
                .hasMessageContaining("cannot be the topic of a message")
                .hasMessageContaining("1 to 249 letters");
    }

    @Test
    void refusesWhatIsNoMessage() {
        assertThatThrownBy(() -> source.run("SELECT golconde.enqueue('main', 'a', NULL, NULL)"))
                .hasMessageContaining("a message without a payload needs a key");
        assertThatThrownBy(() -> source.run("SELECT golconde.enqueue('main', 'a', '1', '1', '[1]')"))
                .hasMessageContaining("headers of a message are a JSON object, found: array");
    }

    @Test
    void refusesAQueueThatTakesNoMessages() throws SQLException {
        assertThatThrownBy(() -> source.run("SELECT golconde.enqueue('o''ther', 'a', '1', '1')"))
                .hasMessageContaining("queue 'o''ther' takes no messages")
                .hasMessageContaining("golconde.accept_messages('o''ther')");
    }

    @Test
    void isRefusedByPostgresqlWhereNothingCanBeWritten() {
        assertThatThrownBy(() -> source.run("BEGIN READ ONLY", "SELECT golconde.enqueue('main', 'a', '1', '1')"))
                .hasMessageContaining("in a read-only transaction");
    }

    @Test
    void isForThoseWhoAreAllowedAndGivesThemNothingElse() throws SQLException {
        source.run("CREATE ROLE app LOGIN PASSWORD 'secret'", "GRANT USAGE ON SCHEMA golconde TO app");
        try (Connection app = source.connect("app")) {
            String enqueue = "SELECT golconde.enqueue('main', 'a', '1', '1')";
            assertThatThrownBy(() -> SourceDatabase.run(app, enqueue)).hasMessageContaining("permission denied");

            source.run("GRANT EXECUTE ON FUNCTION golconde.enqueue TO app");
            SourceDatabase.run(app, enqueue);

            assertThatThrownBy(() -> SourceDatabase.run(app, QUEUED)).hasMessageContaining("permission denied");
            assertThatThrownBy(() -> SourceDatabase.run(app, "SELECT golconde.accept_messages('x')"))
                    .hasMessageContaining("permission denied");
        } finally {
            source.run("DROP OWNED BY app", "DROP ROLE app");
        }
        assertThat(source.query(QUEUED)).containsExactly("a|1|1|null");
    }

    @Test
    void isAcceptedOnceAndSurvivesAnUpgrade() throws SQLException {
        source.run("SELECT golconde.enqueue('main', 'a', '1', '1')", "SELECT golconde.accept_messages('main')");
        new InstallTransaction(source.connection()).run(SchemaFile.script(SchemaFile.ALL));
        new Installer(SourceDatabase.settings("public\\.t")).ensure(source.connection());

        assertThat(source.query(QUEUED)).hasSize(1);
        assertThat(source.query("SELECT id, relation, kind FROM golconde.captured_table ORDER BY id"))
                .containsExactly("1|t|table", "2|null|message");
    }

    @Test
    void showsInTheStatus() throws SQLException {
        source.run("SELECT golconde.enqueue('main', 'a', '1', '1')");

        assertThat(source.query("SELECT tables, queued_rows_estimate, queued_bytes > 0, state FROM golconde.status"))
                .containsExactly("1|1|t|waiting");
    }

    @Test
    void isForgottenOnceStoppedAndDrained() throws SQLException {
        source.run("SELECT golconde.enqueue('main', 'a', '1', '1')");
        assertThat(source.value("SELECT golconde.retire(2, 1, " + SEEN_ALL + ")"))
                .isEqualTo("f");

        source.run("SELECT golconde.stop_messages('main')");
        assertThatThrownBy(() -> source.run("SELECT golconde.enqueue('main', 'a', '1', '1')"))
                .hasMessageContaining("takes no messages");
        assertThat(source.value("SELECT golconde.retire(2, 1, '1:1:')")).isEqualTo("f");
        assertThat(source.value("SELECT golconde.retire(2, 1, " + SEEN_ALL + ")"))
                .isEqualTo("t");

        assertThat(source.query("SELECT id FROM golconde.captured_table")).containsExactly("1");
        source.run("SELECT golconde.accept_messages('main')", "SELECT golconde.enqueue('main', 'a', '1', '1')");
    }
}
