package io.golconde.source.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may ask for existing rows, and for which. */
class BackfillRequestTest {
    private SourceDatabase source;
    private Connection operator;

    @BeforeEach
    void createTables() throws SQLException {
        source = SourceDatabase.installed();
        source.run(
                "CREATE ROLE operator LOGIN PASSWORD 'secret'",
                "CREATE TABLE t (id int PRIMARY KEY, v text)",
                "CREATE TABLE log (v text)",
                "CREATE TABLE other (id int PRIMARY KEY)");
        source.capture("t");
        source.capture("log");
        operator = source.connect("operator");
    }

    @AfterEach
    void dropRole() throws SQLException {
        operator.close();
        source.run("DROP OWNED BY operator", "DROP ROLE operator");
        source.close();
    }

    @Test
    void eachCapturedTableBringsItsOwn() throws SQLException {
        source.capture("t");

        assertThat(source.query(
                        "SELECT id, table_name, initial, condition, state, percent FROM golconde.backfill_status"))
                .containsExactly("1|public.t|t|null|waiting|null", "2|public.log|t|null|waiting|null");
    }

    @Test
    void standsBehindAllOthers() throws SQLException {
        assertThat(source.value("SELECT golconde.backfill('t', 'id > 5')")).isEqualTo("3");

        assertThat(source.query("SELECT condition, initial FROM golconde.backfill_status WHERE id = 3"))
                .containsExactly("id > 5|f");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            other     |             | table public.other is not captured
            log       |             | table public.log has no key: its rows would be there twice
            t         | id >        | syntax error
            t         | nothing > 1 | column "nothing" does not exist
            t         | id          | argument of IS TRUE must be type boolean, not type integer
            t         | true) IS TRUE; DROP TABLE other; SELECT (true | cannot open multi-query plan as cursor
            t         | id > 1) -- | syntax error
            """)
    void refusesWhatCannotBeRead(String table, String condition, String reason) throws SQLException {
        String arguments = condition == null ? "" : ", $$" + condition + "$$";

        assertThatThrownBy(() -> source.run("SELECT golconde.backfill('" + table + "'" + arguments + ")"))
                .hasMessageContaining(reason);
        assertThat(source.value("SELECT count(*) FROM golconde.backfill_request"))
                .isEqualTo("2");
    }

    @Test
    void evaluatesNothingInTheNameOfWhoeverAsks() throws SQLException {
        source.run(
                "INSERT INTO t VALUES (1)",
                "CREATE FUNCTION public.trap(int) RETURNS boolean LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''caught''; END'");

        assertThatCode(() -> source.run("SELECT golconde.backfill('t', 'public.trap(id)')"))
                .doesNotThrowAnyException();
    }

    @Test
    void isAPrivilege() throws SQLException {
        source.run(
                "GRANT USAGE ON SCHEMA golconde TO operator", "GRANT SELECT ON golconde.backfill_status TO operator");
        for (String forbidden : new String[] {
            "backfill('t')",
            "request_backfill('t', false, NULL)",
            "pause_backfill(1)",
            "resume_backfill(1)",
            "cancel_backfill(1)"
        }) {
            assertThatThrownBy(() -> SourceDatabase.run(operator, "SELECT golconde." + forbidden))
                    .hasMessageContaining("permission denied for function");
        }

        source.run("""
                GRANT EXECUTE ON FUNCTION golconde.backfill, golconde.request_backfill, golconde.pause_backfill,
                  golconde.resume_backfill, golconde.cancel_backfill TO operator""");
        assertThatThrownBy(() -> SourceDatabase.run(operator, "SELECT golconde.backfill('t', 'id > 5')"))
                .hasMessageContaining("permission denied for table t");
        SourceDatabase.run(
                operator,
                "SELECT golconde.backfill('t')",
                "SELECT golconde.pause_backfill(3)",
                "SELECT golconde.resume_backfill(3)",
                "SELECT golconde.cancel_backfill(3)");

        assertThat(SourceDatabase.query(operator, "SELECT state FROM golconde.backfill_status WHERE id = 3"))
                .containsExactly("cancelled");
    }

    @Test
    void saysWhyItCannotBeSteered() throws SQLException {
        source.run("SELECT golconde.pause_backfill(1)");

        assertThatThrownBy(() -> source.run("SELECT golconde.pause_backfill(1)"))
                .hasMessageContaining("backfill 1 is paused");
        assertThatThrownBy(() -> source.run("SELECT golconde.resume_backfill(2)"))
                .hasMessageContaining("backfill 2 is open");
        assertThatThrownBy(() -> source.run("SELECT golconde.cancel_backfill(9)"))
                .hasMessageContaining("backfill 9 is unknown");
    }

    /** A drain that has seen an id takes all lower ones for seen. */
    @Test
    void requestsCommitInTheOrderOfTheirIds() throws SQLException {
        try (Connection slow = source.connect()) {
            slow.setAutoCommit(false);
            SourceDatabase.run(slow, "SELECT golconde.backfill('t')");

            source.run("SET lock_timeout = '100ms'");
            assertThatThrownBy(() -> source.run("SELECT golconde.backfill('t')"))
                    .hasMessageContaining("lock timeout");
            assertThatThrownBy(() -> source.capture("other")).hasMessageContaining("lock timeout");
            assertThatCode(() -> source.run("SELECT golconde.pause_backfill(1)"))
                    .doesNotThrowAnyException();
            slow.rollback();
        }
        assertThat(source.value("SELECT golconde.backfill('t')")).isNotEqualTo("3");
    }
}
