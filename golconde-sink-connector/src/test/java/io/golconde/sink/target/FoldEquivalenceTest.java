package io.golconde.sink.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.core.event.Columns;
import io.golconde.core.event.Operation;
import io.golconde.core.event.Row;
import io.golconde.core.event.RowChange;
import io.golconde.core.event.RowChange.Rekey;
import io.golconde.core.event.RowChange.Write;
import io.golconde.core.sql.Database;
import io.golconde.core.sql.TableName;
import io.golconde.sink.buffer.ChangeBuffer;
import io.golconde.sink.statement.InsertMode;
import io.golconde.sink.statement.KeyedTable;
import io.golconde.sink.statement.TargetTable;
import io.golconde.testkit.TestDatabase;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the fold leaves in a table is what the same changes leave there one by one. */
class FoldEquivalenceTest {
    private static final int SEQUENCES = Integer.getInteger("golconde.sequences", 120);
    private static final int CHANGES = 25;
    private static final long SEED = Long.getLong("golconde.seed", System.nanoTime());
    private static final String DELETE = "DELETE FROM single WHERE k = ? AND n = ?";
    private static final List<String> COLUMNS = List.of("a", "b", "c");

    private static final TargetSession SESSION = new TargetSession(
            new Database(
                    TestDatabase.create().url(),
                    "postgres",
                    null,
                    "fold",
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30)),
            "fold",
            false,
            Duration.ofSeconds(5));
    private static KeyedTable table;

    @BeforeAll
    static void createTables() throws SQLException {
        SESSION.open();
        for (String name : List.of("folded", "single")) {
            execute("CREATE TABLE " + name + " (k int, n numeric, a int DEFAULT 7, b text NOT NULL DEFAULT 'none',"
                    + " c int, s int GENERATED ALWAYS AS (a + 1) STORED, CHECK (c <> 0), PRIMARY KEY (k, n))");
            execute("INSERT INTO " + name
                    + " (k, n, a, b, c) SELECT k, 1, 70 + k, 'old', 5 FROM generate_series(0, 2) AS k");
        }
        SESSION.commit();
        TargetTable folded = new Catalog(SESSION).table(TableName.of("public", "folded"));
        table = new KeyedTable(folded, folded.keys().get(0));
    }

    @AfterAll
    static void close() {
        SESSION.close();
    }

    @ParameterizedTest
    @EnumSource(InsertMode.class)
    void leavesWhatRowByRowApplicationLeaves(InsertMode mode) throws SQLException {
        Random random = new Random(SEED + mode.name().length());
        TargetWriter writer = new TargetWriter(SESSION, mode);
        for (int i = 0; i < SEQUENCES; i++) {
            List<RowChange> changes = changes(random, mode);

            ChangeBuffer buffer = new ChangeBuffer(mode);
            changes.forEach(change -> buffer.add(table, change));
            writer.apply(buffer.rounds());
            for (RowChange change : changes) {
                applySingly(change, mode);
            }

            assertThat(content("folded"))
                    .as("seed %d, mode %s, sequence %d: %s", SEED, mode, i, changes)
                    .isEqualTo(content("single"));
            SESSION.rollback();
        }
    }

    private static List<RowChange> changes(Random random, InsertMode mode) {
        List<RowChange> changes = new ArrayList<>();
        Set<Integer> present = new HashSet<>(Set.of(0, 1, 2));
        for (int i = 0; i < CHANGES; i++) {
            // in insert mode every row is a new one, so that none is refused
            int k = mode.needsKey() ? random.nextInt(5) : 100 + i;
            Row key = key(random, k);
            Row other = mode.needsKey() ? key(random, random.nextInt(5)) : earlier(random, key, i);
            Write write = new Write(Operation.UPDATE, key, row(random, key));
            int dice = random.nextInt(30);
            if (dice == 0) {
                changes.add(new RowChange.Truncate());
                present.clear();
            } else if (dice < 8) {
                changes.add(new RowChange.Delete(mode.needsKey() ? key : other));
                present.remove(k);
            } else if (dice < 16 && !present.contains(k)) {
                changes.add(new Rekey(other, write));
                boolean moved = present.remove((Integer) other.value("k"));
                if (moved || mode == InsertMode.UPSERT) {
                    present.add(k);
                }
            } else {
                changes.add(write);
                if (mode == InsertMode.UPSERT) {
                    present.add(k);
                }
            }
        }
        return changes;
    }

    private static Row key(Random random, int k) {
        return new Row(new Columns(List.of("k", "n")), new Object[] {k, random.nextBoolean() ? "1" : "1.0"});
    }

    private static Row earlier(Random random, Row key, int i) {
        return new Row(key.columns(), new Object[] {100 + random.nextInt(i + 1), key.value(1)});
    }

    private static Row row(Random random, Row key) {
        List<String> names = new ArrayList<>(List.of("k", "n"));
        COLUMNS.stream().filter(column -> random.nextInt(4) > 0).forEach(names::add);
        Object[] values = names.stream()
                .map(name -> switch (name) {
                    case "k" -> key.value(0);
                    case "n" -> key.value(1);
                    case "b" -> "b" + random.nextInt(100);
                    default -> random.nextInt(5) == 0 ? null : (Object) (1 + random.nextInt(100));
                })
                .toArray();
        return new Row(new Columns(names), values);
    }

    /** Says the same in the plainest SQL. */
    private static void applySingly(RowChange change, InsertMode mode) throws SQLException {
        if (change instanceof Rekey rekey) {
            if (!mode.needsKey()) {
                execute(DELETE, rekey.oldKey(), 0);
            }
            if (!mode.needsKey() || move(rekey) == 0) {
                applySingly(rekey.write(), mode);
            }
        } else if (change instanceof Write write) {
            Row row = write.row();
            int updated = mode.needsKey() ? update(row) : 0;
            if (mode != InsertMode.UPDATE && updated == 0) {
                String places = row.columns().names().stream().map(name -> "?").collect(Collectors.joining(", "));
                String names = String.join(", ", row.columns().names());
                execute("INSERT INTO single (" + names + ") VALUES (" + places + ")", row, 0);
            }
        } else if (change instanceof RowChange.Delete delete) {
            execute(DELETE, delete.key(), 0);
        } else {
            execute("TRUNCATE single");
        }
    }

    private static int move(Rekey rekey) throws SQLException {
        Row row = rekey.write().row();
        String set = row.columns().names().stream().map(name -> name + " = ?").collect(Collectors.joining(", "));
        return execute(
                "UPDATE single SET " + set + " WHERE k = " + rekey.oldKey().value("k") + " AND n = "
                        + rekey.oldKey().value("n"),
                row,
                0);
    }

    private static int update(Row row) throws SQLException {
        String set = row.columns().names().stream()
                .map(name -> name.length() == 1 && "kn".contains(name) ? name + " = " + name : name + " = ?")
                .filter(assignment -> assignment.endsWith("?"))
                .collect(Collectors.joining(", "));
        return execute(
                "UPDATE single SET " + (set.isEmpty() ? "a = a" : set) + " WHERE k = " + row.value("k") + " AND n = "
                        + row.value("n"),
                row,
                2);
    }

    private static int execute(String sql, Row row, int from) throws SQLException {
        try (PreparedStatement statement = SESSION.connection().prepareStatement(sql)) {
            for (int i = from; i < row.columns().size(); i++) {
                boolean number = row.columns().names().get(i).equals("n");
                statement.setObject(i + 1 - from, row.value(i), number ? java.sql.Types.NUMERIC : java.sql.Types.OTHER);
            }
            return statement.executeUpdate();
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Statement statement = SESSION.connection().createStatement()) {
            statement.execute(sql);
        }
    }

    private static SortedSet<String> content(String name) throws SQLException {
        SortedSet<String> rows = new TreeSet<>();
        try (Statement statement = SESSION.connection().createStatement();
                ResultSet row = statement.executeQuery("SELECT k, n::float8, a, b, c, s FROM " + name)) {
            while (row.next()) {
                rows.add(IntStream.rangeClosed(1, 6)
                        .mapToObj(i -> {
                            try {
                                return String.valueOf(row.getString(i));
                            } catch (SQLException e) {
                                throw new IllegalStateException(e);
                            }
                        })
                        .collect(Collectors.joining("|")));
            }
        }
        return rows;
    }
}
