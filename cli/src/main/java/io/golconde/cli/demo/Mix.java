package io.golconde.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Transactions to pick from at random, each as often as its weight says. */
final class Mix {
    private static final Pattern TRANSACTION =
            Pattern.compile("^-- (\\d+): .*\\R((?:(?!--).*\\R?)+)", Pattern.MULTILINE);

    private final NavigableMap<Integer, String> byUpperBound = new TreeMap<>();

    /**
     * Reads transactions as {@code -- WEIGHT: TITLE} and the lines up to the next comment.
     *
     * @param text all statements of one transaction stand together and are sent together
     */
    Mix(String text) {
        Matcher transaction = TRANSACTION.matcher(text);
        int bound = 0;
        while (transaction.find()) {
            bound += Integer.parseInt(transaction.group(1));
            byUpperBound.put(bound, transaction.group(2).strip());
        }
    }

    String pick(RandomGenerator random) {
        return byUpperBound.higherEntry(random.nextInt(byUpperBound.lastKey())).getValue();
    }

    List<String> transactions() {
        return new ArrayList<>(byUpperBound.values());
    }
}
