package io.golconde.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MixTest {
    private final Mix mix = new Mix("""
            -- A headline that is no transaction.

            -- 3: often
            SELECT 1,
                2;

            -- 1: rarely
            SELECT 3;
            SELECT 4;
            """);

    @Test
    void readsTheStatementsOfATransactionTogether() {
        assertThat(mix.transactions()).containsExactly("SELECT 1,\n    2;", "SELECT 3;\nSELECT 4;");
    }

    @Test
    void picksByWeight() {
        Random random = new Random(1);

        long often = IntStream.range(0, 4000)
                .mapToObj(i -> mix.pick(random))
                .filter(transaction -> transaction.startsWith("SELECT 1"))
                .count();

        assertThat(often).isBetween(2900L, 3100L);
    }
}
