package io.golconde.source.drain;

import io.golconde.core.sql.Database;
import io.golconde.core.type.WireForms;
import io.golconde.source.queue.Heartbeat;
import io.golconde.source.queue.SnapshotMode;
import io.golconde.source.window.WindowSettings;
import java.time.Duration;
import java.util.List;

/**
 * What a drain needs to know.
 *
 * @param owner who drains the queue: connector, topic prefix and queue
 * @param pollInterval longest wait between two looks at an idle database
 * @param windowMaxBytes how much of a window is read and held at a time, in bytes
 * @param chunkRows how many existing rows are read at a time
 * @param transactions whether changes are told their place in their transaction
 * @param marksEnds whether a {@link io.golconde.source.queue.WindowEnd} follows each window
 * @param excludedOrigins whose changes are not handed out
 * @param heartbeatInterval how often an idle queue hands out a {@link Heartbeat}; zero for never
 * @param limit how large the queue may become
 * @param forms in which values are handed out
 */
public record DrainSettings(
        Database database,
        String queue,
        String owner,
        SnapshotMode snapshotMode,
        Duration pollInterval,
        long windowMaxBytes,
        int chunkRows,
        boolean transactions,
        boolean marksEnds,
        List<String> excludedOrigins,
        Duration heartbeatInterval,
        QueueLimit limit,
        WireForms forms) {

    WindowSettings window() {
        return new WindowSettings(
                queue,
                snapshotMode == SnapshotMode.INITIAL,
                windowMaxBytes,
                chunkRows,
                transactions,
                marksEnds,
                !excludedOrigins.isEmpty(),
                forms);
    }
}
