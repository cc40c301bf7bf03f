package io.golconde.source.queue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * From where a queue goes on: Connect's source offset, and the same in the database's own copy of the progress.
 *
 * @param owner who drains the queue: connector, topic prefix and queue
 * @param epoch rises with each start of an owner
 * @param server the cluster and its timeline, to which snapshots and positions belong
 * @param window number of the window that is read or, between windows, comes next; rises by one
 * @param seen the {@code pg_snapshot} up to which everything was handed out
 * @param until the {@code pg_snapshot} that ends the window; null between windows
 * @param position the last change of the window that was handed out; null between windows
 * @param backfill progress of the rows that existed before
 */
public record SourceOffset(
        String owner,
        long epoch,
        Server server,
        long window,
        String seen,
        @Nullable String until,
        @Nullable Position position,
        Backfill backfill) {

    /** A snapshot in which nothing is visible: where a queue starts. */
    private static final String NOTHING_SEEN = "1:1:";

    /**
     * A database cluster at one point of its history.
     *
     * @param systemIdentifier of the cluster, {@code pg_control_system()}
     * @param timeline rises with each failover
     */
    public record Server(String systemIdentifier, int timeline) {}

    public static SourceOffset start(String owner, long epoch, Server server) {
        return new SourceOffset(owner, epoch, server, 0, NOTHING_SEEN, null, null, Backfill.NOT_STARTED);
    }

    public SourceOffset ownedBy(String newOwner, long newEpoch, Server newServer) {
        return new SourceOffset(newOwner, newEpoch, newServer, window, seen, until, position, backfill);
    }

    /** Inside the window that ends with the snapshot, after the change at the position. */
    public SourceOffset after(Position change, String windowEnd) {
        return new SourceOffset(owner, epoch, server, window, seen, windowEnd, change, backfill);
    }

    /** The window that ends with the snapshot is done. */
    public SourceOffset windowDone(String windowEnd) {
        return new SourceOffset(owner, epoch, server, window + 1, windowEnd, null, null, backfill);
    }

    public SourceOffset with(Backfill newBackfill) {
        return new SourceOffset(owner, epoch, server, window, seen, until, position, newBackfill);
    }

    /** Whether this offset is further on, whoever wrote it: by window, by position, by backfill. */
    public boolean isLaterThan(SourceOffset other) {
        if (window != other.window) {
            return window > other.window;
        }
        if (position == null) {
            // in its number, a window's start comes before its first change
            return other.position == null && backfill.isLaterThan(other.backfill);
        }
        return other.position == null || position.compareTo(other.position) > 0;
    }

    /** Strings and longs under fixed names, which is all that Connect allows in an offset. Absent means null. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("owner", owner);
        map.put("epoch", epoch);
        map.put("system_identifier", server.systemIdentifier());
        map.put("timeline", (long) server.timeline());
        map.put("window", window);
        map.put("seen", seen);
        if (until != null && position != null) {
            map.put("until", until);
            map.put("lsn", position.lsn());
            map.put("txid", position.txid());
            map.put("table", (long) position.table());
            map.put("generation", (long) position.generation());
            map.put("slot", (long) position.slot());
            map.put("ctid", position.place().toString());
        }
        map.put("backfill_request", (long) backfill.request());
        map.put("backfill_rows", backfill.rows());
        map.put("backfill_done", backfill.done() ? 1L : 0L);
        if (backfill.after() != null) {
            map.put("backfill_after", backfill.after());
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
        boolean inWindow = fields.hasAny("until", "lsn", "txid", "table", "generation", "slot", "ctid");
        return new SourceOffset(
                fields.text("owner"),
                fields.number("epoch"),
                new Server(fields.text("system_identifier"), fields.smallNumber("timeline")),
                fields.number("window"),
                fields.snapshot("seen"),
                inWindow ? fields.snapshot("until") : null,
                inWindow ? position(fields) : null,
                new Backfill(
                        fields.smallNumber("backfill_request"),
                        fields.has("backfill_after") ? fields.text("backfill_after") : null,
                        fields.number("backfill_rows"),
                        fields.number("backfill_done") > 0));
    }

    private static Position position(OffsetFields fields) {
        return new Position(
                fields.number("lsn"),
                fields.number("txid"),
                fields.smallNumber("table"),
                fields.smallNumber("generation"),
                fields.smallNumber("slot"),
                Place.of(fields.text("ctid")));
    }
}
