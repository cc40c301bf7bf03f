package io.golconde.source.drain;

import io.golconde.core.sql.Database;
import io.golconde.core.type.WireForms;
import io.golconde.source.queue.QueueEvent;
import io.golconde.source.queue.SnapshotMode;
import java.time.Duration;
import java.util.List;

/** Drains a queue in a JVM of its own, and prints how many events came in all. */
final class FatRowsDrain {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private FatRowsDrain() {}

    /** Takes the URL of the database and how many events to wait for. */
    public static void main(String[] arguments) throws InterruptedException {
        DrainSettings settings = new DrainSettings(
                new Database(arguments[0], "postgres", null, "golconde", Duration.ofSeconds(5), Duration.ofMinutes(1)),
                "main",
                "test/p/main",
                SnapshotMode.INITIAL,
                Duration.ofMillis(20),
                4 << 20,
                1_000,
                false,
                false,
                List.of(),
                Duration.ZERO,
                QueueLimit.NONE,
                WireForms.EXACT);
        int wanted = Integer.parseInt(arguments[1]);
        int count = 0;
        try (QueueDrain drain = new QueueDrain(
                settings, connection -> {}, null, DrainMetrics.register("test", "0", "main"), () -> {})) {
            drain.start();
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (count < wanted && System.nanoTime() < end) {
                List<QueueEvent> events = drain.take(1, Duration.ofMillis(500));
                count += events.size();
                events.forEach(event -> drain.acknowledge(event.offset()));
            }
        }
        System.out.println(count + " events");
    }
}
