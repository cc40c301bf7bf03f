package io.golconde.source.queue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * From where a queue goes on: Connect's source offset, and the same in the database's own copy of the progress.
 *
 * @param owner who drains the queue: connector, topic prefix and queue
 * @param epoch rises with each start of an owner
 * @param systemIdentifier the database cluster's, {@code pg_control_system()}
 * @param timeline of the cluster; rises with each failover
 * @param window number of the window that is read or, between windows, comes next; rises by one
 * @param seen the {@code pg_snapshot} up to which everything was handed out
 * @param until the {@code pg_snapshot} that ends the window; null between windows
 * @param position the last change of the window that was handed out; null at its start
 * @param backfill progress of the rows that existed before, as JSON; null once there are none to read
 */
public record SourceOffset(
        String owner,
        long epoch,
        String systemIdentifier,
        int timeline,
        long window,
        String seen,
        @Nullable String until,
        @Nullable Position position,
        @Nullable String backfill) {

    /** Whether this offset is further on, whoever wrote it: by window, then by position. */
    public boolean isLaterThan(SourceOffset other) {
        if (window != other.window || position == null) {
            return window > other.window;
        }
        return other.position == null || position.compareTo(other.position) > 0;
    }

    /** Strings and longs under fixed names, which is all that Connect allows in an offset. Absent means null. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("owner", owner);
        map.put("epoch", epoch);
        map.put("system_identifier", systemIdentifier);
        map.put("timeline", (long) timeline);
        map.put("window", window);
        map.put("seen", seen);
        if (until != null) {
            map.put("until", until);
        }
        if (position != null) {
            map.put("lsn", position.lsn());
            map.put("txid", position.txid());
            map.put("table_rank", (long) position.tableRank());
            map.put("slot", (long) position.slot());
            map.put("ctid", position.ctid());
        }
        if (backfill != null) {
            map.put("backfill", backfill);
        }
        return map;
    }

    /**
     * The offset that {@link #toMap} wrote. Numbers may come back as any whole number type, or as text.
     *
     * @throws org.apache.kafka.connect.errors.DataException naming the field that makes no sense
     */
    public static SourceOffset of(Map<String, ?> map) {
        OffsetFields fields = new OffsetFields(map);
        return new SourceOffset(
                fields.text("owner"),
                fields.number("epoch"),
                fields.text("system_identifier"),
                fields.smallNumber("timeline"),
                fields.number("window"),
                fields.snapshot("seen"),
                fields.has("until") ? fields.snapshot("until") : null,
                fields.hasAny("lsn", "txid", "table_rank", "slot", "ctid") ? position(fields) : null,
                fields.has("backfill") ? fields.text("backfill") : null);
    }

    private static Position position(OffsetFields fields) {
        return new Position(
                        fields.number("lsn"),
                        fields.number("txid"),
                        fields.smallNumber("table_rank"),
                        fields.smallNumber("slot"),
                        fields.text("ctid"))
                .checked();
    }
}
