package io.golconde.source.window;

import io.golconde.core.sql.TableName;
import io.golconde.source.queue.TableVersion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One generation as the registry and the catalog describe it; equal descriptions share one {@link QueueTable}. */
record TableDescription(
        int id,
        int generation,
        TableName name,
        boolean imagesQueued,
        LastRequests requests,
        @Nullable LiveTable live,
        List<ColumnDescription> columns) {

    boolean isOf(ResultSet row) throws SQLException {
        return row.getInt("id") == id && row.getInt("generation") == generation;
    }

    QueueTable table() {
        boolean readable = live != null && columns.stream().noneMatch(ColumnDescription::isGone);
        return new QueueTable(
                new TableVersion(
                        id,
                        generation,
                        name,
                        columns.stream().map(ColumnDescription::captured).toList()),
                columns.stream().map(ColumnDescription::queued).toList(),
                imagesQueued,
                columns.stream().anyMatch(ColumnDescription::large),
                requests,
                readable ? live : null);
    }
}
