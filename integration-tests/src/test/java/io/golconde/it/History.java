package io.golconde.it;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What happened to each account, in order. Two histories are equal when nothing is lost, nothing twice, all in order. */
final class History {
    /** One change of one account; its stamp is no other's, but a delete bears the stamp of the row that goes. */
    private record Step(String op, long stamp) {
        @Override
        public String toString() {
            return op + stamp;
        }
    }

    private final Map<Long, List<Step>> accounts = new TreeMap<>();
    private int size;

    /** As the source's audit has it. */
    static History committed(AppDatabase database) throws SQLException {
        History history = new History();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT id, op, stamp FROM audit.step ORDER BY position")) {
            while (row.next()) {
                history.add(row.getLong(1), new Step(row.getString(2), row.getLong(3)));
            }
        }
        return history;
    }

    /** As the envelopes of a topic have it. */
    static History published(List<TopicRecord> records) {
        History history = new History();
        for (TopicRecord record : records) {
            Step step = new Step(record.op(), record.row().path("stamp").asLong());
            history.add(record.key().path("id").asLong(), step);
        }
        return history;
    }

    private void add(long account, Step step) {
        accounts.computeIfAbsent(account, id -> new ArrayList<>()).add(step);
        size++;
    }

    /** The number of changes. */
    int size() {
        return size;
    }

    /** One line for each account to which something else happened. */
    List<String> differencesTo(History other) {
        TreeSet<Long> ids = new TreeSet<>(accounts.keySet());
        ids.addAll(other.accounts.keySet());
        return ids.stream()
                .filter(id -> !of(id).equals(other.of(id)))
                .map(id -> difference(id, of(id), other.of(id)))
                .toList();
    }

    private static String difference(long id, List<Step> expected, List<Step> found) {
        List<Step> lost = without(expected, found);
        List<Step> added = without(found, expected);
        return "account " + id + ": "
                + (lost.isEmpty() && added.isEmpty()
                        ? "another order " + expected + " and " + found
                        : "lost " + lost + ", too many " + added);
    }

    private static List<Step> without(List<Step> steps, List<Step> others) {
        List<Step> left = new ArrayList<>(steps);
        others.forEach(left::remove);
        return left;
    }

    /** One line for each account of which a change is not in the other history, or of which the last one is another. */
    List<String> lostIn(History other) {
        return accounts.keySet().stream()
                .filter(id -> !other.of(id).containsAll(of(id)) || !last(of(id)).equals(last(other.of(id))))
                .map(id -> difference(id, of(id), other.of(id)))
                .toList();
    }

    private static Step last(List<Step> steps) {
        return steps.get(steps.size() - 1);
    }

    private List<Step> of(long account) {
        return accounts.getOrDefault(account, List.of());
    }
}
