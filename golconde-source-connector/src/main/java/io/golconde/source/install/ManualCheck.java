package io.golconde.source.install;

import io.golconde.core.config.Finding;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What a person still has to do where the connector does not install: each finding ends with the SQL to run. */
final class ManualCheck {
    private static final String INSTALL = "capture.install";
    private static final String SCRIPT = ": let a superuser run the script that golconde install-sql prints.";

    private final InstallSettings settings;
    private final Connection connection;
    private final SourceServer server;

    ManualCheck(InstallSettings settings, Connection connection, SourceServer server) {
        this.settings = settings;
        this.connection = connection;
        this.server = server;
    }

    List<Finding> findings(List<SourceTable> selected) throws SQLException {
        if (server.schemaOwner() == null) {
            return List.of(new Finding(INSTALL, "Schema golconde is missing" + SCRIPT));
        }
        if (!Right.TO_ENTER.isHeld(connection)) {
            return List.of(missing(Right.TO_ENTER));
        }
        boolean there = InstalledSchema.isThere(connection);
        if (there && !Right.TO_LOOK.isHeld(connection)) {
            return List.of(missing(Right.TO_LOOK));
        }
        if (!there || !InstalledSchema.read(connection).outdated().isEmpty()) {
            return List.of(new Finding(INSTALL, "Schema golconde is not that of this connector" + SCRIPT));
        }
        List<Finding> found = missingToDrain();
        return found.isEmpty() ? tables(selected) : found;
    }

    private List<Finding> missingToDrain() throws SQLException {
        List<Finding> found = new ArrayList<>();
        for (Right right : Right.TO_DRAIN) {
            if (!right.isHeld(connection)) {
                found.add(missing(right));
            }
        }
        return found;
    }

    /** Whether there is a registry, in the form of this version, that the role may read. */
    boolean isReadable() throws SQLException {
        return server.schemaOwner() != null
                && Right.TO_ENTER.isHeld(connection)
                && InstalledSchema.isThere(connection)
                && Right.TO_LOOK.isHeld(connection)
                && InstalledSchema.read(connection).outdated().isEmpty()
                && missingToDrain().isEmpty();
    }

    private List<Finding> tables(List<SourceTable> selected) throws SQLException {
        TopicClaims topics = TopicClaims.read(connection, settings);
        boolean full = CapturedTable.anyOverLimit(connection, settings.queue());
        CapturePlan plan = CapturePlan.of(settings, server, selected, CapturedTable.all(connection), topics, full);
        List<Finding> found = new ArrayList<>(topics.clashes());
        found.addAll(plan.obstacles());
        plan.steps().forEach(step -> found.add(new Finding(INSTALL, step.reason() + ": " + step.sql())));
        return found;
    }

    private Finding missing(Right right) {
        return new Finding(INSTALL, "Role " + server.role() + " lacks a right: " + right.grant(server.role()));
    }
}
