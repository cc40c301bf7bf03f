package io.golconde.source.install;

import static java.util.stream.Collectors.joining;

import io.golconde.core.config.Finding;
import io.golconde.core.sql.SqlState;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that the selected tables are captured. Called on every new connection and now and then on an open one: one
 * query when nothing changed. Says each warning once.
 *
 * <p>Under {@code capture.install=auto} it installs or upgrades schema golconde, captures selected tables that are not
 * captured, and refreshes those that were altered unnoticed. Under {@code manual} each of these is a complaint that says
 * what to run.
 *
 * <p>A selected table that cannot be captured keeps a pipeline from being set up. Once a queue of the connector has tables, it is
 * a warning: somebody's new table without a key must not stop the others at the next reconnect. Captured tables of which
 * Kafka takes the topics for one, as after a rename, are refused always: which of them has the topic cannot be told.
 *
 * <p>It never stops a capture: what is not captured cannot be got back, and at this point the connector has not proved to
 * own the queue. A table that is captured and no longer selected is a warning with the statement to run.
 */
public final class Installer {
    private static final Logger LOG = LoggerFactory.getLogger(Installer.class);

    /** SQLSTATE read_only_sql_transaction: may pass with the next connection, after a failover. */
    private static final String STANDBY = "25006";

    private final InstallSettings settings;
    private final Set<String> said = new HashSet<>();
    /** The catalog as it was before a look that found nothing to complain of; none before the first one. */
    private Optional<String> settled = Optional.empty();

    private boolean looked;

    public Installer(InstallSettings settings) {
        this.settings = settings;
    }

    /**
     * Installs, or checks.
     *
     * @param connection in auto-commit mode
     * @throws SQLException with SQLSTATE 25006 on a standby
     * @throws ConnectException naming the settings, the reasons and what to do
     */
    public void ensure(Connection connection) throws SQLException {
        Optional<String> state = looked ? CatalogState.read(connection) : Optional.empty();
        if (state.isEmpty() || !state.equals(settled)) {
            settled = Optional.empty();
            boolean done = look(connection);
            settled = done ? state : Optional.empty();
            looked = true;
        }
    }

    /** Whether nothing is left to do. */
    private boolean look(Connection connection) throws SQLException {
        SourceServer server = SourceServer.read(connection);
        if (server.standby()) {
            throw new SQLException("the server is a standby", STANDBY);
        }
        refuse(server.findings(settings.manual()));
        List<SourceTable> all = SourceTable.all(connection);
        List<SourceTable> selected = settings.selected(all);
        if (settings.tables().of(all).isEmpty()) {
            refuse(List.of(SourceChecks.noneOf(all, settings.tables())));
        }
        settings.tables()
                .unmatched(all)
                .forEach(pattern -> warn("No table matches " + pattern + " (setting table.include.list)"));
        if (settings.manual()) {
            refuse(new ManualCheck(settings, connection, server).findings(selected));
            CapturePlan plan = plan(connection, server, selected);
            warn(plan);
            plan.moves().forEach(move -> warn(move.reason() + ": " + move.sql()));
            return true;
        }
        return install(connection, server, selected);
    }

    private boolean install(Connection connection, SourceServer server, List<SourceTable> selected)
            throws SQLException {
        InstallTransaction transaction = new InstallTransaction(connection);
        upgrade(transaction);
        transaction.run("SELECT golconde.forget_dropped_tables();");
        CapturePlan plan = plan(connection, server, selected);
        if (!plan.running()) {
            refuse(plan.obstacles());
        }
        for (InstallStep step : plan.steps()) {
            if (step.late()) {
                LOG.warn("{}; running {}", step.reason(), step.sql());
            } else {
                LOG.info("{}; running {}", step.reason(), step.sql());
            }
            transaction.run(step.sql());
        }
        warn(plan);
        refuse(TopicClaims.read(connection, settings).clashes());
        boolean done = true;
        for (InstallStep move : plan.moves()) {
            done &= move(transaction, move);
        }
        return done;
    }

    /** False where it is to be tried again later. */
    private boolean move(InstallTransaction transaction, InstallStep move) throws SQLException {
        try {
            transaction.run(move.sql());
            LOG.info("{}; it was moved", move.reason());
            return true;
        } catch (SQLException e) {
            if (!SqlState.of(e).equals(SqlState.OBJECT_IN_USE)) {
                throw e;
            }
            if (said.add(move.reason())) {
                LOG.info("{}, and is moved later: {}", move.reason(), e.getMessage());
            }
            return false;
        }
    }

    private CapturePlan plan(Connection connection, SourceServer server, List<SourceTable> selected)
            throws SQLException {
        TopicClaims topics = TopicClaims.read(connection, settings);
        return CapturePlan.of(
                settings,
                server,
                selected,
                CapturedTable.all(connection),
                topics,
                CapturedTable.anyOverLimit(connection, settings.queue()));
    }

    private void upgrade(InstallTransaction transaction) throws SQLException {
        InstalledSchema schema = InstalledSchema.read(transaction.connection());
        if (schema.isNewer()) {
            warn("Schema golconde was installed by a newer connector and is left as it is");
        } else if (!schema.outdated().isEmpty()) {
            // two that start at the same time see the same: the second one has to look again
            transaction.alone(() -> runFiles(transaction, InstalledSchema.read(transaction.connection())));
        }
    }

    /** Generated functions are brought up to date with the files that generate them; a change of a key is the plan's. */
    private static void runFiles(InstallTransaction transaction, InstalledSchema schema) throws SQLException {
        List<SchemaFile> outdated = schema.outdated();
        if (outdated.isEmpty()) {
            return;
        }
        LOG.info("Installing {} of the {} files of schema golconde", outdated.size(), SchemaFile.ALL.size());
        transaction.run(SchemaFile.script(outdated));
        for (CapturedTable table : CapturedTable.all(transaction.connection()).values()) {
            if (!table.rekeyed()) {
                transaction.run(InstallStep.refresh(table.name(), "upgrade").sql());
            }
        }
    }

    private void warn(CapturePlan plan) {
        plan.obstacles().forEach(obstacle -> warn(obstacle.message() + " (setting " + obstacle.setting() + ')'));
        plan.warnings().forEach(this::warn);
    }

    private void warn(String message) {
        if (said.add(message)) {
            LOG.warn("{}", message);
        }
    }

    private static void refuse(List<Finding> findings) {
        if (!findings.isEmpty()) {
            throw new ConnectException(findings.stream()
                    .map(finding -> finding.setting() + ": " + finding.message())
                    .collect(joining("\n")));
        }
    }
}
