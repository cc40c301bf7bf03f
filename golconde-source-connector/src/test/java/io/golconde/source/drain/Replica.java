package io.golconde.source.drain;

import io.golconde.core.event.Row;
import io.golconde.core.event.RowChange;
import io.golconde.source.queue.QueueEvent;
import io.golconde.source.queue.QueuedChange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.TreeMap;

/** Tables as somebody has them who applies what a drain hands out: key to row, values with a bar between them. */
final class Replica {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final DrainFixture source;
    private final QueueDrain drain;
    private final Map<String, Map<String, String>> tables = new TreeMap<>();
    private int marks;

    /**
     * Has the rows of all tables there are. One table more, the last to be read, tells when they have arrived, and later
     * whatever was done until then.
     */
    Replica(DrainFixture source) throws Exception {
        this.source = source;
        source.execute("CREATE TABLE zz_mark (id int PRIMARY KEY)", "INSERT INTO zz_mark VALUES (0)");
        source.install();
        this.drain = source.drain(null);
        await(0);
    }

    /** The rows of a table once all that is committed has been applied, in an order of their own. */
    Collection<String> rows(String table) throws Exception {
        marks++;
        source.execute("INSERT INTO zz_mark VALUES (" + marks + ")");
        await(marks);
        return of(table).values().stream().sorted().toList();
    }

    /** The same of the table itself. */
    Collection<String> truth(String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = source.connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                StringJoiner values = new StringJoiner("|");
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    values.add(row.getString(i));
                }
                rows.add(values.toString());
            }
        }
        return rows.stream().sorted().toList();
    }

    private void await(int mark) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!of("zz_mark").containsKey(String.valueOf(mark)) && System.nanoTime() < end) {
            for (QueueEvent event : drain.take(100, Duration.ofMillis(100))) {
                apply((QueuedChange) event);
                drain.acknowledge(event.offset());
            }
        }
    }

    private void apply(QueuedChange change) {
        Map<String, String> rows = of(change.table().name().table().name());
        if (change.change() instanceof RowChange.Write write) {
            rows.put(text(Objects.requireNonNull(write.key())), text(write.row()));
        } else if (change.change() instanceof RowChange.Delete delete) {
            rows.remove(text(delete.key()));
        } else {
            rows.clear();
        }
    }

    private Map<String, String> of(String table) {
        return tables.computeIfAbsent(table, name -> new TreeMap<>());
    }

    private static String text(Row row) {
        StringJoiner values = new StringJoiner("|");
        for (int i = 0; i < row.columns().size(); i++) {
            values.add(String.valueOf(row.value(i)));
        }
        return values.toString();
    }
}
