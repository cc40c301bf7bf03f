package io.golconde.sink.delivery;

import io.golconde.core.sql.TableName;
import io.golconde.sink.record.Change;
import io.golconde.sink.statement.TargetTable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Partitions whose next record waits for a row that another partition brings, or another task. They are paused while the
 * others go on, and tried again when a table tied to theirs was written, and now and then.
 *
 * <pre>
 * park --> paused --(tied table written, or due)--> resumed --> record applied: left
 *            ^                                         |
 *            +------------- still refused -------------+    waited too long: the record is bad
 * </pre>
 */
final class Parking {
    private static final Logger LOG = LoggerFactory.getLogger(Parking.class);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(20);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(1);
    private static final int ATTEMPTS_ON_WRITE = 5; // then only time resumes: the rows that come are not the one needed

    private final SinkTaskContext context;
    private final Clock clock;
    private final Map<TopicPartition, Place> places = new HashMap<>();

    Parking(SinkTaskContext context, Clock clock) {
        this.context = context;
        this.clock = clock;
    }

    /** Whether a record that was refused may wait so long in all, for the first time or still. */
    boolean mayWait(TopicPartition partition, long offset, Duration wait) {
        Place place = places.get(partition);
        if (place != null && place.offset == offset) {
            place.end = place.since.plus(wait);
            return clock.instant().isBefore(place.end);
        }
        return !wait.isZero();
    }

    boolean isParked(TopicPartition partition) {
        Place place = places.get(partition);
        return place != null && place.paused;
    }

    /** How many partitions wait, those among them that are tried again just now. */
    int count() {
        return places.size();
    }

    /** Has a partition come again from a change on, but not yet. */
    void park(TopicPartition partition, Change change) {
        long offset = change.record().originalKafkaOffset();
        Place place = places.get(partition);
        if (place == null || place.offset != offset) {
            place = new Place(change.table().table(), offset, clock.instant());
            places.put(partition, place);
        }
        place.parkedAgain(clock.instant());
        context.pause(partition);
        context.offset(partition, offset);
        LOG.debug("{} waits at offset {} for a row that table {} refers to", partition, offset, change.table());
    }

    /** Partitions have gone on, or are not ours any more; Connect would still have them paused when they come back. */
    void leave(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            Place place = places.remove(partition);
            if (place != null && place.paused) {
                context.resume(partition);
            }
        }
    }

    /** Changes were written: what waits for rows of their tables may go on. */
    void written(Stream<Change> changes) {
        if (places.isEmpty()) {
            return;
        }
        Set<TableName> tables =
                changes.flatMap(change -> change.tables().stream()).collect(Collectors.toSet());
        Instant now = clock.instant();
        places.values().stream()
                .filter(place -> place.attempts <= ATTEMPTS_ON_WRITE)
                .filter(place -> tables.stream().anyMatch(place.table::isTiedTo))
                .forEach(place -> place.due = now);
    }

    /** Resumes what is due, and has Connect come back when the next one is. */
    void resumeDue() {
        Instant now = clock.instant();
        places.forEach((partition, place) -> {
            if (place.paused && !place.due.isAfter(now)) {
                place.paused = false;
                context.resume(partition);
            }
        });
        places.values().stream()
                .filter(place -> place.paused)
                .mapToLong(place -> Duration.between(now, place.due).toMillis() + 1)
                .min()
                .ifPresent(context::timeout);
    }

    private static final class Place {
        private final TargetTable table;
        private final long offset;
        private final Instant since;
        private int attempts;
        private boolean paused;
        private Instant due;
        private Instant end = Instant.MAX; // until it is known why the record waits

        Place(TargetTable table, long offset, Instant since) {
            this.table = table;
            this.offset = offset;
            this.since = since;
            this.due = since;
        }

        void parkedAgain(Instant now) {
            Duration backoff = FIRST_BACKOFF.multipliedBy(1L << Math.min(attempts, 10));
            attempts++;
            paused = true;
            due = now.plus(backoff.compareTo(LONGEST_BACKOFF) < 0 ? backoff : LONGEST_BACKOFF);
            if (due.isAfter(end)) {
                due = end;
            }
        }
    }
}
