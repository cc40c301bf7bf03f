package io.golconde.source.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.core.config.Finding;
import io.golconde.core.sql.Identifier;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SourceChecksTest {
    private SourceDatabase source;

    @BeforeEach
    void createTables() throws SQLException {
        source = SourceDatabase.empty();
        source.run("CREATE TABLE orders (id int PRIMARY KEY)", "CREATE TABLE log (code int NOT NULL, v text)");
    }

    @AfterEach
    void close() throws SQLException {
        source.close();
    }

    @Test
    void findsNothingWrongBeforeTheFirstInstallation() throws SQLException {
        assertThat(findings(SourceDatabase.settings("public\\.orders"))).isEmpty();
        assertThat(source.query("SELECT FROM pg_namespace WHERE nspname = 'golconde'"))
                .isEmpty();
    }

    @Test
    void namesTheNearestTables() throws SQLException {
        assertThat(findings(SourceDatabase.settings("public\\.order", "Public.lag")))
                .containsExactly(new Finding(
                        "table.include.list", "No table matches; the nearest are public.orders, public.log."));
    }

    @Test
    void namesNoTableOfItsOwn() throws SQLException {
        source.run("CREATE SCHEMA golconde CREATE TABLE order_ (v int)");

        assertThat(findings(SourceDatabase.settings("public\\.order_")))
                .extracting(Finding::message)
                .containsExactly("No table matches; the nearest are public.orders, public.log.");
    }

    @Test
    void asksForAKeyOnlyWhereRowsCannotBeCaptured() throws SQLException {
        assertThat(findings(SourceDatabase.settings("public\\..*"))).isEmpty();
        source.run(source.value("SELECT format('CREATE TABLE wide (%s)', string_agg('k' || i || ' int', ', '))"
                + " FROM generate_series(1, 1595) i"));

        assertThat(findings(SourceDatabase.settings("public\\..*")))
                .containsExactly(new Finding(
                        "message.key.columns",
                        "Table public.wide has no primary key, and its rows are too wide to be queued whole: set"
                                + " message.key.columns=public.wide:column with the columns that identify a row, or exclude"
                                + " the table with table.exclude.list."));
    }

    @Test
    void findsKeyColumnsThatThereAreNot() throws SQLException {
        assertThat(findings(withKeyOfLog("code", "x")))
                .containsExactly(new Finding(
                        "message.key.columns", "Table public.log has no column x; its columns are code, v."));
    }

    @Test
    void findsKeyColumnsThatMayHaveNull() throws SQLException {
        assertThat(findings(withKeyOfLog("v")))
                .containsExactly(new Finding(
                        "message.key.columns",
                        "Table public.log may have NULL in column v, and no row is found by NULL: ALTER TABLE"
                                + " \"public\".\"log\" ALTER \"v\" SET NOT NULL; or name another column."));
    }

    @Test
    void findsPartitionsThatAreElsewhere() throws SQLException {
        source.run(
                "CREATE TABLE half (id int) PARTITION BY LIST (id)",
                "CREATE FOREIGN DATA WRAPPER nothing",
                "CREATE SERVER nowhere FOREIGN DATA WRAPPER nothing",
                "CREATE FOREIGN TABLE there PARTITION OF half FOR VALUES IN (2) SERVER nowhere");

        assertThat(findings(SourceDatabase.settings("public\\..*")))
                .containsExactly(new Finding(
                        "table.exclude.list",
                        "Table public.half has the foreign table there as a partition: changes of rows that are elsewhere"
                                + " cannot be captured. Detach it, or exclude the table."));
        source.run("DROP FOREIGN DATA WRAPPER nothing CASCADE");
    }

    @Test
    void saysWhatAPersonHasToDoUnderManualInstallation() throws SQLException {
        InstallSettings settings = new InstallSettings(
                "main",
                TableQueues.only("main"),
                SourceDatabase.selection("public\\.orders"),
                true,
                NamedKeys.NONE,
                List.of(),
                CaptureLevel.AUTO,
                null);

        assertThat(findings(settings)).extracting(Finding::setting).containsExactly("capture.install");
    }

    @Test
    void passesOverWhatIsNoTableOfTheApplication() throws SQLException {
        source.run(
                "CREATE SCHEMA golconde CREATE TABLE x (v int)",
                "CREATE VIEW view AS SELECT 1",
                "CREATE TABLE root (id int PRIMARY KEY) PARTITION BY LIST (id)",
                "CREATE TABLE leaf (id int NOT NULL)",
                "ALTER TABLE root ATTACH PARTITION leaf DEFAULT",
                "CREATE TEMP TABLE scratch (v int)",
                "DROP TABLE log");

        assertThat(findings(SourceDatabase.settings())).isEmpty();
    }

    @Test
    void refusesAServerThatIsTooOldOrAStandby() {
        Identifier name = new Identifier("postgres");

        assertThat(new SourceServer(13, false, name, name, true, null, true).findings(false))
                .extracting(Finding::message)
                .containsExactly("PostgreSQL 14 or later is needed, this is version 13.");
        assertThat(new SourceServer(17, true, name, name, true, null, true).findings(false))
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .contains("is a standby");
    }

    private static InstallSettings withKeyOfLog(String... columns) {
        List<Identifier> key = Stream.of(columns).map(Identifier::new).toList();
        return new InstallSettings(
                "main",
                TableQueues.only("main"),
                SourceDatabase.selection("public\\..*"),
                false,
                new NamedKeys(Map.of("Public\\.LOG", key)),
                List.of(),
                CaptureLevel.AUTO,
                null);
    }

    private List<Finding> findings(InstallSettings settings) throws SQLException {
        return new SourceChecks(List.of(settings)).findings(source.connection());
    }
}
