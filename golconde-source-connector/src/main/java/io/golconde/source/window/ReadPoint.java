package io.golconde.source.window;

/**
 * At which point of the server's history a part was read, and how much of it must be on disk before it is used.
 *
 * @param snapshot what the transaction saw
 * @param insertLsn a position in the write-ahead log, taken after the snapshot
 * @param lastTxid the highest transaction id that the window's end counts as finished
 * @param loggedTxid the highest transaction id of which the log is known to tell before that position; 0 for none
 */
public record ReadPoint(String snapshot, String insertLsn, long lastTxid, long loggedTxid) {
    /** Takes the window's end, a {@code pg_snapshot}: {@code xmin:xmax:...}. */
    static ReadPoint of(WindowHeader header, String until, long loggedTxid) {
        long xmax = Long.parseLong(until.split(":", -1)[1]);
        return new ReadPoint(header.snapshot(), header.insertLsn(), xmax - 1, loggedTxid);
    }

    /** Whether the log up to the position tells of all transactions that count as finished. */
    public boolean isLogged() {
        return loggedTxid >= lastTxid;
    }
}
