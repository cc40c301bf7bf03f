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
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class AcknowledgedPrefixTest {
    private final AcknowledgedPrefix prefix = new AcknowledgedPrefix();

    @Test
    void growsWithEachRecordThatIsConfirmedInOrder() {
        Receipt first = prefix.number(Changes.offset(1));
        Receipt second = prefix.number(Changes.offset(2));

        assertThat(prefix.confirm(first)).isEqualTo(Changes.offset(1));
        assertThat(prefix.confirm(second)).isEqualTo(Changes.offset(2));
    }

    @Test
    void waitsForTheRecordThatOthersOvertook() {
        Receipt first = prefix.number(Changes.offset(1));
        Receipt second = prefix.number(Changes.offset(2));
        Receipt third = prefix.number(Changes.offset(3));

        assertThat(prefix.confirm(third)).isNull();
        assertThat(prefix.confirm(second)).isNull();
        assertThat(prefix.confirm(first)).isEqualTo(Changes.offset(3));
    }

    @Test
    void takesASecondConfirmationOfARecordForNothing() {
        Receipt first = prefix.number(Changes.offset(1));
        Receipt second = prefix.number(Changes.offset(2));

        assertThat(prefix.confirm(first)).isEqualTo(Changes.offset(1));
        assertThat(prefix.confirm(first)).isNull();
        assertThat(prefix.confirm(second)).isEqualTo(Changes.offset(2));
        assertThat(prefix.confirm(second)).isNull();
    }

    /** Four threads confirm in any order while records are handed out; each prefix that comes out must be confirmed. */
    @RepeatedTest(20)
    void neverReachesPastARecordThatIsNotConfirmed() throws Exception {
        long seed = System.nanoTime();
        int count = 2_000;
        AtomicLongArray confirmed = new AtomicLongArray(count);
        AtomicLong reached = new AtomicLong(-1);
        List<Receipt> receipts = new ArrayList<>(LongStream.range(0, count)
                .mapToObj(window -> prefix.number(Changes.offset(window)))
                .toList());
        Collections.shuffle(receipts, new Random(seed));

        inFourThreads(receipts, receipt -> {
            confirmed.set((int) receipt.number(), 1);
            SourceOffset offset = prefix.confirm(receipt);
            if (offset != null) {
                reached.accumulateAndGet(offset.window(), Math::max);
                assertThat(LongStream.rangeClosed(0, offset.window()).map(number -> confirmed.get((int) number)))
                        .as("prefix up to %s, seed %s", offset.window(), seed)
                        .containsOnly(1L);
            }
        });

        assertThat(reached).as("seed %s", seed).hasValue(count - 1);
    }

    private interface Confirmation {
        void of(Receipt receipt);
    }

    private static void inFourThreads(List<Receipt> receipts, Confirmation confirmation) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                int first = thread;
                all.add(threads.submit(() -> {
                    for (int i = first; i < receipts.size(); i += 4) {
                        confirmation.of(receipts.get(i));
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
