package io.golconde.source.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.source.queue.SourceOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class AcknowledgedPrefixTest {
    private final List<SourceOffset> reached = new ArrayList<>();
    private final AcknowledgedPrefix prefix = new AcknowledgedPrefix(reached::add);

    @Test
    void growsWithEachRecordThatIsConfirmedInOrder() {
        Receipt first = prefix.number(Changes.offset(1));
        Receipt second = prefix.number(Changes.offset(2));

        prefix.confirm(first);
        prefix.confirm(second);

        assertThat(reached).containsExactly(Changes.offset(1), Changes.offset(2));
    }

    @Test
    void waitsForTheRecordThatOthersOvertook() {
        Receipt first = prefix.number(Changes.offset(1));
        Receipt second = prefix.number(Changes.offset(2));
        Receipt third = prefix.number(Changes.offset(3));

        prefix.confirm(third);
        prefix.confirm(second);
        assertThat(reached).isEmpty();
        assertThat(prefix).hasToString("3 records, of which 1 are not confirmed");

        prefix.confirm(first);
        assertThat(reached).containsExactly(Changes.offset(3));
    }

    @Test
    void takesASecondConfirmationOfARecordForNothing() {
        Receipt first = prefix.number(Changes.offset(1));
        Receipt second = prefix.number(Changes.offset(2));

        for (Receipt receipt : List.of(first, first, second, second)) {
            prefix.confirm(receipt);
        }

        assertThat(reached).containsExactly(Changes.offset(1), Changes.offset(2));
        assertThat(prefix).hasToString("2 records, of which 0 are not confirmed");
    }

    /** Four threads confirm in any order; each prefix that comes out must be confirmed, and longer than the last. */
    @RepeatedTest(20)
    void neverReachesPastARecordThatIsNotConfirmed() throws Exception {
        long seed = System.nanoTime();
        int count = 2_000;
        AtomicLongArray confirmed = new AtomicLongArray(count);
        AcknowledgedPrefix checked = new AcknowledgedPrefix(offset -> {
            reached.add(offset);
            assertThat(LongStream.rangeClosed(0, offset.window()).map(number -> confirmed.get((int) number)))
                    .as("prefix up to %s, seed %s", offset.window(), seed)
                    .containsOnly(1L);
        });
        List<Receipt> receipts = new ArrayList<>(LongStream.range(0, count)
                .mapToObj(window -> checked.number(Changes.offset(window)))
                .toList());
        Collections.shuffle(receipts, new Random(seed));

        inFourThreads(receipts, receipt -> {
            confirmed.set((int) receipt.number(), 1);
            checked.confirm(receipt);
        });

        assertThat(reached).extracting(SourceOffset::window).as("seed %s", seed).isSorted();
        assertThat(reached).last().isEqualTo(Changes.offset(count - 1));
    }

    private static void inFourThreads(List<Receipt> receipts, Consumer<Receipt> confirmation) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                int first = thread;
                all.add(threads.submit(() -> {
                    for (int i = first; i < receipts.size(); i += 4) {
                        confirmation.accept(receipts.get(i));
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
