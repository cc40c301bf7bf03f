package io.golconde.source.install;

import static java.util.stream.Collectors.joining;

import io.golconde.core.config.Finding;
import io.golconde.core.config.NearestName;
import io.golconde.core.sql.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether a database can be a source as configured; each finding names the setting and the way out. Changes nothing. */
public final class SourceChecks {
    private static final int NAMES_SHOWN = 5;

    private final List<InstallSettings> queues;

    /** @param queues of one connector, which differ in nothing but the queue */
    public SourceChecks(List<InstallSettings> queues) {
        this.queues = List.copyOf(queues);
    }

    public List<Finding> findings(Connection connection) throws SQLException {
        InstallSettings settings = queues.get(0);
        SourceServer server = SourceServer.read(connection);
        List<Finding> found = server.findings(settings.manual());
        if (!found.isEmpty()) {
            return found;
        }
        List<SourceTable> all = SourceTable.all(connection);
        List<SourceTable> selected = settings.tables().of(all);
        if (selected.isEmpty()) {
            return List.of(noneOf(all, settings.tables()));
        }
        TableObstacle obstacle = new TableObstacle(settings, server);
        TopicClaims topics = new TopicClaims(settings.topics());
        for (SourceTable table : selected) {
            found.addAll(obstacle.of(table));
            topics.claim(table.name()).ifPresent(found::add);
        }
        if (settings.manual()) {
            for (InstallSettings queue : queues) {
                found.addAll(new ManualCheck(queue, connection, server).findings(queue.selected(all)));
            }
        } else if (new ManualCheck(settings, connection, server).isReadable()) {
            found.addAll(inOtherQueues(settings, selected, CapturedTable.all(connection)));
        }
        return found.stream().distinct().toList();
    }

    private static List<Finding> inOtherQueues(
            InstallSettings settings, List<SourceTable> selected, Map<TableName, CapturedTable> captured) {
        List<Finding> found = new ArrayList<>();
        for (SourceTable table : selected) {
            CapturedTable known = captured.get(table.name());
            if (known != null
                    && !known.queue().equals(settings.queues().of(table.name()))
                    && !CapturePlan.mayMove(settings, known)) {
                found.add(CapturePlan.inOtherQueue(settings, known));
            }
        }
        return found;
    }

    /** No table is selected. */
    static Finding noneOf(List<SourceTable> all, TableSelection selection) {
        List<String> names = all.stream().map(table -> table.name().toString()).toList();
        String nearest = selection.include().stream()
                .flatMap(pattern -> NearestName.of(pattern.pattern(), names, NAMES_SHOWN).stream())
                .distinct()
                .limit(NAMES_SHOWN)
                .collect(joining(", "));
        return new Finding(
                "table.include.list",
                nearest.isEmpty()
                        ? "There is no table to capture."
                        : "No table matches; the nearest are " + nearest + '.');
    }
}
