package io.golconde.source.install;

import static java.util.stream.Collectors.joining;

import io.golconde.core.config.Finding;
import io.golconde.core.config.NearestName;
import io.golconde.core.sql.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Whether a database can be a source as configured; each finding names the setting and the way out. Changes nothing. */
public final class SourceChecks {
    private static final int NAMES_SHOWN = 5;

    private final InstallSettings settings;

    public SourceChecks(InstallSettings settings) {
        this.settings = settings;
    }

    public List<Finding> findings(Connection connection) throws SQLException {
        SourceServer server = SourceServer.read(connection);
        List<Finding> found = server.findings(settings.manual());
        if (!found.isEmpty()) {
            return found;
        }
        List<SourceTable> all = SourceTable.all(connection);
        List<SourceTable> selected = settings.selected(all);
        TableObstacle obstacle = new TableObstacle(settings, server);
        if (settings.tables().of(all).isEmpty()) {
            return List.of(noneOf(all, settings.tables()));
        }
        TopicClaims topics = new TopicClaims(settings.topics());
        for (SourceTable table : selected) {
            found.addAll(obstacle.of(table));
        }
        for (SourceTable table : settings.tables().of(all)) {
            topics.claim(table.name()).ifPresent(found::add);
        }
        if (settings.manual()) {
            found.addAll(new ManualCheck(settings, connection, server).findings(selected));
        } else if (new ManualCheck(settings, connection, server).isReadable()) {
            Map<TableName, CapturedTable> captured = CapturedTable.all(connection);
            for (SourceTable table : selected) {
                CapturedTable known = captured.get(table.name());
                if (known != null && !known.queue().equals(settings.queue())) {
                    found.add(CapturePlan.inOtherQueue(settings, known));
                }
            }
        }
        return found.stream().distinct().toList();
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
