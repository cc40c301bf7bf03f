package io.golconde.core.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;

/** What a person may have meant who wrote a name that there is not. */
public final class NearestName {
    private NearestName() {}

    /** The names that take the fewest changes to get at, best first. */
    public static List<String> of(String written, Collection<String> names, int limit) {
        ToIntFunction<String> distance = name -> distance(written, name);
        return names.stream()
                .sorted(Comparator.comparingInt(distance).thenComparing(Comparator.naturalOrder()))
                .limit(limit)
                .toList();
    }

    /** How many letters must be added, dropped or changed to make one of the other (Levenshtein, 1965). */
    static int distance(String from, String to) {
        int[] previous = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] current = new int[to.length() + 1];
            current[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int changed = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(changed, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
