package io.golconde.source.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.golconde.core.config.Finding;
import io.golconde.core.sql.Identifier;
import io.golconde.source.queue.TopicNames;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Kafka takes the topics app.sales.eu_orders and app.sales_eu.orders for one. */
class TopicClaimsTest {
    private static final String BOTH = "sales.*";
    private static final String REFUSAL = "Tables sales.eu_orders and sales_eu.orders have topics that Kafka takes for"
            + " one, app.sales.eu_orders and app.sales_eu.orders. Exclude the latter, which another connector with a"
            + " topic.prefix and a queue.name of its own may capture; rename it; or set topic.layout=queue.";
    private static final String BOTH_CAPTURED = "table.exclude.list: Tables sales.eu_orders and sales_eu.orders have"
            + " topics that Kafka takes for one, app.sales.eu_orders and app.sales_eu.orders, and both are captured. Exclude"
            + " or rename one of them, give up what is queued of it, as by SELECT golconde.discard('sales_eu', 'orders');"
            + " and restart the task; or set topic.layout=queue.";

    private SourceDatabase source;

    @BeforeEach
    void createTables() throws SQLException {
        source = SourceDatabase.empty();
        source.run(
                "CREATE SCHEMA sales", "CREATE SCHEMA sales_eu", "CREATE TABLE sales.eu_orders (id int PRIMARY KEY)");
    }

    @AfterEach
    void close() throws SQLException {
        source.close();
    }

    @Test
    void areToldBeforeAnythingIsInstalled() throws SQLException {
        createSecond();

        assertThat(new SourceChecks(List.of(settings(BOTH, false))).findings(source.connection()))
                .containsExactly(new Finding("table.exclude.list", REFUSAL));
    }

    @Test
    void keepAPipelineFromBeingSetUp() throws SQLException {
        createSecond();

        assertThatThrownBy(() -> ensure(BOTH))
                .isInstanceOf(ConnectException.class)
                .hasMessage("table.exclude.list: " + REFUSAL);
        assertThat(captured()).isEmpty();
    }

    @Test
    void leaveANewTableOutOfARunningPipeline() throws SQLException {
        ensure(BOTH);
        createSecond();
        source.run("CREATE TABLE sales.other (id int PRIMARY KEY)");

        ensure(BOTH);

        assertThat(captured()).containsExactly("sales.eu_orders", "sales.other");
    }

    @Test
    void areNoneWhereAllTablesShareATopic() throws SQLException {
        createSecond();

        new Installer(settings(BOTH, null, false)).ensure(source.connection());

        assertThat(captured()).containsExactly("sales.eu_orders", "sales_eu.orders");
    }

    @Test
    void ofTablesThatBecameOneAreRefusedUntilOneOfThemGivesWay() throws SQLException {
        source.run("CREATE TABLE sales_eu.purchases (id int PRIMARY KEY)");
        ensure(BOTH);
        source.run("ALTER TABLE sales_eu.purchases RENAME TO orders", "INSERT INTO sales_eu.orders VALUES (1)");
        assertThatThrownBy(() -> ensure(BOTH)).hasMessage(BOTH_CAPTURED);

        source.run("ALTER TABLE sales_eu.orders RENAME TO purchases");
        assertThatThrownBy(() -> ensure(BOTH)).hasMessage(BOTH_CAPTURED);
        source.run("SELECT golconde.discard('sales_eu', 'orders')");
        ensure(BOTH);

        assertThat(captured()).containsExactly("sales.eu_orders", "sales_eu.purchases");
        assertThat(source.queued()).isEmpty();
        assertThat(source.query("SELECT table_name FROM golconde.backfill_status ORDER BY id"))
                .containsExactly("sales.eu_orders", "sales_eu.purchases");
    }

    @Test
    void ofATableThatIsGoneEndWithWhatIsQueuedOfIt() throws SQLException {
        source.run("CREATE TABLE sales.other (id int PRIMARY KEY)");
        ensure(BOTH);
        source.run("INSERT INTO sales.eu_orders VALUES (1)", "DROP TABLE sales.eu_orders");
        createSecond();
        ensure(BOTH);
        assertThat(captured()).containsExactly("sales.other");

        source.run("SELECT golconde.discard('sales', 'eu_orders')");
        ensure(BOTH);

        assertThat(captured()).containsExactly("sales.other", "sales_eu.orders");
    }

    @Test
    void stayWithATableOfWhichTheNewNameGivesTheSameTopic() throws SQLException {
        source.run("CREATE TABLE sales.\"a b\" (id int PRIMARY KEY)");
        ensure(BOTH);
        source.run("INSERT INTO sales.\"a b\" VALUES (1)", "ALTER TABLE sales.\"a b\" RENAME TO a_b");

        assertThatCode(() -> ensure(BOTH)).doesNotThrowAnyException();
    }

    @Test
    void areToldWhereAPersonInstalls() throws SQLException {
        createSecond();
        source.run(InstallScript.of(source.connection(), settings(BOTH, true), new Identifier("postgres")));

        assertThatThrownBy(() -> new Installer(settings(BOTH, true)).ensure(source.connection()))
                .hasMessage(BOTH_CAPTURED);
    }

    @Test
    void areGivenUpForTablesOnlyThatAreCaptured() throws SQLException {
        ensure(BOTH);

        assertThatThrownBy(() -> source.run("SELECT golconde.discard('sales', 'orders')"))
                .hasMessageContaining("nothing is queued of a table sales.orders");
        assertThat(captured()).containsExactly("sales.eu_orders");
    }

    private void createSecond() throws SQLException {
        source.run("CREATE TABLE sales_eu.orders (id int PRIMARY KEY)");
    }

    private void ensure(String include) throws SQLException {
        new Installer(settings(include, false)).ensure(source.connection());
    }

    private List<String> captured() throws SQLException {
        boolean installed = source.value("SELECT to_regclass('golconde.captured_table') IS NOT NULL")
                .equals("t");
        return installed
                ? source.query(
                        "SELECT relation FROM golconde.captured_table WHERE relation IS NOT NULL ORDER BY relation::text")
                : List.of();
    }

    private static InstallSettings settings(String include, boolean manual) {
        return settings(include, new TopicNames("app"), manual);
    }

    private static InstallSettings settings(String include, @Nullable TopicNames topics, boolean manual) {
        return new InstallSettings(
                "main",
                TableQueues.only("main"),
                SourceDatabase.selection(include),
                manual,
                NamedKeys.NONE,
                List.of(),
                CaptureLevel.AUTO,
                topics);
    }
}
