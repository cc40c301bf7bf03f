package io.golconde.sink.delivery;

import io.golconde.core.envelope.MarkerKey;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;

/** The records behind which a window of the source is complete. */
final class WindowEnds {
    private WindowEnds() {}

    static boolean is(SinkRecord record) {
        return MarkerKey.END.equals(MarkerKey.kind(record.key()));
    }

    /** What is complete of the records, with the last end, and what is not. */
    static List<List<SinkRecord>> split(Collection<SinkRecord> records) {
        List<SinkRecord> all = List.copyOf(records);
        int complete = all.size();
        while (complete > 0 && !is(all.get(complete - 1))) {
            complete--;
        }
        return List.of(all.subList(0, complete), all.subList(complete, all.size()));
    }
}
