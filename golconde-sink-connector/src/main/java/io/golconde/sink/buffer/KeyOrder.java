package io.golconde.sink.buffer;

import java.util.Comparator;
import java.util.List;

/** Any fixed order of the identities that {@link io.golconde.sink.statement.KeyedTable#identity} gives for one table. */
enum KeyOrder implements Comparator<Object> {
    INSTANCE;

    @Override
    public int compare(Object left, Object right) {
        if (left instanceof List<?> lefts && right instanceof List<?> rights) {
            int order = 0;
            for (int i = 0; order == 0 && i < lefts.size(); i++) {
                order = compareParts(lefts.get(i), rights.get(i));
            }
            return order;
        }
        return compareParts(left, right);
    }

    @SuppressWarnings("unchecked") // both are of one class, and every class of a key part is Comparable
    private static int compareParts(Object left, Object right) {
        return left.getClass() == right.getClass()
                ? ((Comparable<Object>) left).compareTo(right)
                : left.getClass().getName().compareTo(right.getClass().getName());
    }
}
