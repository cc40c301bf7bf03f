package io.golconde.source.install;

import io.golconde.core.config.Finding;
import io.golconde.core.sql.Identifier;
import io.golconde.core.sql.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What has to be done so that the selected tables are captured as they are now.
 *
 * @param steps in order
 * @param moves tables that are to change over to another queue, which can be impossible for a while
 * @param obstacles why some of them cannot be captured
 * @param warnings what a person should know of the tables that are captured into the queue
 * @param running whether any of the connector's queues has tables already
 */
record CapturePlan(
        List<InstallStep> steps,
        List<InstallStep> moves,
        List<Finding> obstacles,
        List<String> warnings,
        boolean running) {

    /**
     * Compares what is selected with what is captured.
     *
     * @param topics are given to tables that become captured
     * @param full whether the queue has still to send what it had when it became too large
     */
    static CapturePlan of(
            InstallSettings settings,
            SourceServer server,
            List<SourceTable> selected,
            Map<TableName, CapturedTable> captured,
            TopicClaims topics,
            boolean full) {
        List<InstallStep> steps = new ArrayList<>();
        List<InstallStep> moves = new ArrayList<>();
        List<Finding> obstacles = new ArrayList<>();
        TableObstacle obstacle = new TableObstacle(settings, server);
        for (SourceTable table : selected) {
            CapturedTable known = captured.get(table.name());
            List<Finding> found = obstacle.of(table);
            if (known == null) {
                if (!full && found.isEmpty()) {
                    topics.claim(table.name()).ifPresent(found::add);
                }
                if (!full && found.isEmpty()) {
                    steps.add(
                            InstallStep.capture(settings, table.name(), "Table " + table.name() + " is not captured"));
                }
            } else if (known.queue().equals(settings.queue())) {
                addMending(settings, table, known, steps);
                if (!known.watched()) {
                    found.add(unwatched(table.name()));
                }
            } else if (mayMove(settings, known)) {
                refresh(known).ifPresent(steps::add);
                moves.add(InstallStep.move(settings, known));
            } else {
                found.add(inOtherQueue(settings, known));
            }
            obstacles.addAll(found);
        }
        List<CapturedTable> mine = captured.values().stream()
                .filter(table -> table.queue().equals(settings.queue()))
                .toList();
        List<String> warnings = new ArrayList<>();
        for (CapturedTable table : mine) {
            if (!settings.tables().matches(table.name())) {
                warnings.add(unselected(table.name()));
            }
            if (table.incomplete()) {
                warnings.add(incomplete(settings, table.name()));
            }
        }
        if (full) {
            warnings.add(full(settings.queue()));
        }
        boolean running = full
                || captured.values().stream()
                        .anyMatch(table -> settings.queues().names().contains(table.queue()));
        return new CapturePlan(steps, moves, obstacles, warnings, running);
    }

    private static void addMending(
            InstallSettings settings, SourceTable table, CapturedTable known, List<InstallStep> steps) {
        TableName name = table.name();
        List<String> key = settings.keyOf(name).stream().map(Identifier::name).toList();
        if (!table.hasPrimaryKey() && !key.isEmpty() && !key.equals(known.key())) {
            steps.add(InstallStep.capture(settings, name, "Table " + name + " is captured with another key"));
        } else if (table.hasPrimaryKey() && known.rekeyed()) {
            steps.add(InstallStep.captureAnew(
                    settings,
                    name,
                    "Table " + name
                            + " has got another key, and golconde.refresh was not called with it: rows that have"
                            + " had the same key are not all captured"));
        } else if (settings.isReplicated(name) != known.replicated()) {
            steps.add(InstallStep.replicate(settings, name, !known.replicated()));
        } else if (known.current() && settings.level() != CaptureLevel.AUTO && settings.level() != known.level()) {
            steps.add(InstallStep.capture(settings, name, "Table " + name + " is captured on another level"));
        } else {
            refresh(known).ifPresent(steps::add);
        }
    }

    private static Optional<InstallStep> refresh(CapturedTable known) {
        TableName name = known.name();
        if (!known.current()) {
            return Optional.of(InstallStep.refresh(
                    name, "Table " + name + " was altered, and golconde.refresh has not been called since"));
        } else if (!known.triggered()) {
            return Optional.of(InstallStep.refresh(
                    name,
                    "Triggers of table " + name + " are missing or disabled; changes made meanwhile are not captured"));
        }
        return Optional.empty();
    }

    private static String full(String queue) {
        return "Capture into the queue " + queue
                + " was stopped when it became too large: once all that it has is sent,"
                + " tables that are selected are captured anew and their rows sent again";
    }

    private static String unselected(TableName table) {
        return "Table " + table
                + " is not selected any more and still captured; to stop it: SELECT golconde.stop_capture("
                + Literal.table(table) + ");";
    }

    private static String incomplete(InstallSettings settings, TableName table) {
        return "Rows of table " + table
                + " were updated or deleted while it had no key, and destinations are not told: make a"
                + " primary key, or name columns that identify a row in message.key.columns; then, to send its rows again: "
                + InstallStep.captureAnew(settings, table, "").sql();
    }

    private static Finding unwatched(TableName table) {
        return new Finding(
                "capture.install",
                "Table " + table
                        + " is captured by row, and event trigger golconde_ddl is missing or disabled: an ALTER TABLE"
                        + " would go unnoticed. Let a superuser run the script that golconde install-sql prints, or run ALTER"
                        + " EVENT TRIGGER golconde_ddl ENABLE;");
    }

    /** Between queues of one connector, where the table keeps its topic; not while a change of its key is to be mended. */
    static boolean mayMove(InstallSettings settings, CapturedTable table) {
        return settings.queues().names().contains(table.queue()) && settings.topics() != null && !table.rekeyed();
    }

    /** Whoever drains the table's queue has topics of its own, or the queue has. */
    static Finding inOtherQueue(InstallSettings settings, CapturedTable table) {
        boolean ours = settings.queues().names().contains(table.queue());
        return new Finding(
                ours ? "table.queues" : "queue.name",
                "Table " + table.name() + " is captured into the queue " + table.queue() + ", not "
                        + settings.queues().of(table.name())
                        + (ours
                                ? ": leave it there."
                                : ": exclude it here, or run SELECT golconde.stop_capture("
                                        + Literal.table(table.name()) + ");"));
    }
}
