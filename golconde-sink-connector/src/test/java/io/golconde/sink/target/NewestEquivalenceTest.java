package io.golconde.sink.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.core.event.Columns;
import io.golconde.core.event.Operation;
import io.golconde.core.event.Row;
import io.golconde.core.event.RowChange;
import io.golconde.core.event.RowChange.Delete;
import io.golconde.core.event.RowChange.Write;
import io.golconde.core.sql.Database;
import io.golconde.core.sql.TableName;
import io.golconde.sink.buffer.ChangeBuffer;
import io.golconde.sink.buffer.TableBatch;
import io.golconde.sink.statement.Column;
import io.golconde.sink.statement.InsertMode;
import io.golconde.sink.statement.KeyedTable;
import io.golconde.sink.statement.TargetTable;
import io.golconde.testkit.TestDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where rows have versions, too, the fold leaves what the same changes leave one by one: the newest row of each key. */
class NewestEquivalenceTest {
    private static final int SEQUENCES = Integer.getInteger("golconde.sequences", 120);
    private static final int CHANGES = 20;
    private static final long SEED = Long.getLong("golconde.seed", System.nanoTime());
    private static final String NEWER =
            "(v IS NULL OR v < %1$s OR (v = %1$s AND ROW(%2$s)::text COLLATE \"C\" < ROW(%3$s)::text"
                    + " COLLATE \"C\"))";

    /** Kinds of versions, in the forms of their columns; of the last only the server knows the order. */
    enum Kind {
        NUMBERS("int8"),
        EXACT_NUMBERS("numeric"),
        TIMES("timestamptz"),
        FLOATS("float8");

        private final String type;

        Kind(String type) {
            this.type = type;
        }

        Object version(int i) {
            return switch (this) {
                case NUMBERS -> (long) i;
                case EXACT_NUMBERS -> i % 2 == 0 ? i / 2 + ".50" : i / 2 + 1 + ".5";
                case TIMES -> "2026-01-31T23:59:5" + i + (i % 2 == 0 ? ".5Z" : "Z");
                case FLOATS -> i / 4.0;
            };
        }
    }

    private static final TargetSession SESSION = new TargetSession(
            new Database(
                    TestDatabase.create().url(),
                    "postgres",
                    null,
                    "newest",
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30)),
            "newest",
            false,
            Duration.ofSeconds(5));

    @BeforeAll
    static void createTables() throws SQLException {
        SESSION.open();
        for (Kind kind : Kind.values()) {
            for (String name : List.of("folded_", "single_")) {
                execute("CREATE TABLE %s%s (k int PRIMARY KEY, v %s, a int, c int CHECK (c <> 0))"
                        .formatted(name, kind, kind.type));
                execute("INSERT INTO %s%s VALUES (0, NULL, 5, 5), (1, %s, 5, 5)"
                        .formatted(name, kind, literal(kind, kind.version(3))));
            }
        }
        SESSION.commit();
    }

    @AfterAll
    static void close() {
        SESSION.close();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void leavesWhatRowByRowApplicationLeaves(Kind kind) throws SQLException {
        Random random = new Random(SEED + kind.name().length());
        KeyedTable table = table(kind);
        for (int i = 0; i < SEQUENCES / Kind.values().length; i++) {
            InsertMode mode = i % 3 == 0 ? InsertMode.UPDATE : InsertMode.UPSERT;
            List<RowChange> changes = changes(random, kind);

            new TargetWriter(SESSION, mode).apply(rounds(table, mode, changes));
            for (RowChange change : changes) {
                applySingly(change, kind, mode);
            }

            assertThat(content("folded_" + kind))
                    .as("seed %d, %s, %s, sequence %d", SEED, kind, mode, i)
                    .isEqualTo(content("single_" + kind));
            SESSION.rollback();
        }
    }

    @Test
    void takesOneRoundWhereVersionsRise() throws SQLException {
        for (Kind kind : List.of(Kind.NUMBERS, Kind.TIMES)) {
            List<RowChange> changes = new ArrayList<>();
            for (int version = 1; version < 9; version += 2) {
                changes.add(write(1, kind.version(version), 7));
                changes.add(delete(1, kind.version(version)));
            }

            assertThat(rounds(table(kind), InsertMode.UPSERT, changes)).hasSize(1);
        }
    }

    private static List<List<TableBatch>> rounds(KeyedTable table, InsertMode mode, List<RowChange> changes) {
        ChangeBuffer buffer = new ChangeBuffer(mode);
        changes.forEach(change -> buffer.add(table, change));
        return buffer.rounds();
    }

    private static KeyedTable table(Kind kind) throws SQLException {
        TargetTable table =
                new Catalog(SESSION).table(TableName.of("public", ("folded_" + kind).toLowerCase(Locale.ROOT)));
        Column version = Objects.requireNonNull(table.column("v"));
        return new KeyedTable(table, table.keys().get(0), version);
    }

    private static List<RowChange> changes(Random random, Kind kind) {
        List<RowChange> changes = new ArrayList<>();
        for (int i = 0; i < CHANGES; i++) {
            int k = random.nextInt(4);
            Object version = kind.version(random.nextInt(5));
            int dice = random.nextInt(20);
            if (dice == 0) {
                changes.add(new RowChange.Truncate());
            } else if (dice < 7) {
                changes.add(delete(k, random.nextInt(6) == 0 ? null : version));
            } else {
                changes.add(write(k, version, 1 + random.nextInt(3), dice % 4));
            }
        }
        return changes;
    }

    private static Delete delete(int k, Object version) {
        return new Delete(new Row(new Columns(List.of("k", "v")), new Object[] {k, version}));
    }

    private static Write write(int k, Object version, int value) {
        return write(k, version, value, 0);
    }

    /** Which columns it has, says the shape: all, or without one of them, or without both. */
    private static Write write(int k, Object version, int value, int shape) {
        List<String> names = new ArrayList<>(List.of("k", "v"));
        List<Object> values = new ArrayList<>(List.of(k, version));
        if (shape < 2) {
            names.add("a");
            values.add(value);
        }
        if (shape % 2 == 0) {
            names.add("c");
            values.add(value);
        }
        Row key = new Row(new Columns(List.of("k")), new Object[] {k});
        return new Write(Operation.UPDATE, key, new Row(new Columns(names), values.toArray()));
    }

    /** Says the same in the plainest SQL. */
    private static void applySingly(RowChange change, Kind kind, InsertMode mode) throws SQLException {
        String table = "single_" + kind;
        if (change instanceof Delete delete) {
            Object version = delete.key().value("v");
            execute("DELETE FROM " + table + " WHERE k = " + delete.key().value("k")
                    + (version == null ? "" : " AND (v IS NULL OR v <= " + literal(kind, version) + ")"));
        } else if (change instanceof Write write) {
            Row row = write.row();
            List<String> others = row.columns().names().stream()
                    .filter(name -> !List.of("k", "v").contains(name))
                    .toList();
            String version = literal(kind, Objects.requireNonNull(row.value("v")));
            String values = others.stream().map(name -> "" + row.value(name)).collect(Collectors.joining(", "));
            String set = others.stream()
                    .map(name -> ", " + name + " = " + row.value(name))
                    .collect(Collectors.joining());
            String newer = others.isEmpty()
                    ? "(v IS NULL OR v < " + version + ")"
                    : NEWER.formatted(version, String.join(", ", others), values);
            execute("UPDATE " + table + " SET v = " + version + set + " WHERE k = " + row.value("k") + " AND " + newer);
            if (mode == InsertMode.UPSERT) {
                execute("INSERT INTO " + table + " ("
                        + String.join(", ", row.columns().names()) + ") VALUES ("
                        + row.value("k") + ", " + version + (others.isEmpty() ? "" : ", " + values)
                        + ") ON CONFLICT DO NOTHING");
            }
        } else {
            execute("TRUNCATE " + table);
        }
    }

    private static String literal(Kind kind, Object version) {
        return "'" + version + "'::" + kind.type;
    }

    private static void execute(String sql) throws SQLException {
        try (Statement statement = SESSION.connection().createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> content(String name) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = SESSION.connection().createStatement();
                ResultSet row = statement.executeQuery("SELECT t::text FROM " + name + " t ORDER BY k")) {
            while (row.next()) {
                rows.add(row.getString(1));
            }
        }
        return rows;
    }
}
