package io.golconde.source.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.golconde.source.queue.Heartbeat;
import io.golconde.source.queue.QueueEvent;
import io.golconde.source.queue.SourceOffset;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HandoverTest {
    private static final SourceOffset OFFSET = SourceOffset.start("c/p/main", 1, new SourceOffset.Server("7301", 1));
    private static final Duration NOW = Duration.ZERO;

    private final AtomicInteger arrivals = new AtomicInteger();
    private final Handover handover = new Handover(100, arrivals::incrementAndGet);

    @Test
    void hasRoomForOnePartHoweverLarge() throws InterruptedException {
        assertThat(handover.offer(events(3), 1_000, NOW)).isTrue();
        assertThat(handover.offer(events(1), 1, NOW)).isFalse();
    }

    @Test
    void hasRoomAgainOnceEventsAreTaken() throws InterruptedException {
        handover.offer(events(2), 80, NOW);
        assertThat(handover.offer(events(1), 60, NOW)).isFalse();

        assertThat(handover.take(1, NOW)).hasSize(1);

        assertThat(handover.offer(events(1), 60, NOW)).isTrue();
        assertThat(handover.take(10, NOW)).hasSize(2);
    }

    @Test
    void failsOnlyAfterWhatWasReadBefore() throws InterruptedException {
        handover.offer(events(1), 10, NOW);
        handover.fail(new ConnectException("the reader is gone"));

        assertThat(handover.take(10, NOW)).hasSize(1);
        assertThatThrownBy(() -> handover.take(10, NOW))
                .isInstanceOf(ConnectException.class)
                .hasMessage("the reader is gone");
    }

    @Test
    void tellsThatThereIsSomethingToTake() throws InterruptedException {
        handover.offer(events(1), 10, NOW);
        assertThat(arrivals).hasValue(1);

        handover.fail(new ConnectException("the reader is gone"));
        assertThat(arrivals).hasValue(2);
    }

    @Test
    @Timeout(10)
    void isAskedForMoreFromAnEmptyTakeUntilSomethingIsTaken() throws InterruptedException {
        handover.take(10, NOW);

        handover.awaitDemand(Duration.ofMinutes(1));
    }

    private static List<QueueEvent> events(int count) {
        return Collections.nCopies(count, new Heartbeat(OFFSET));
    }
}
