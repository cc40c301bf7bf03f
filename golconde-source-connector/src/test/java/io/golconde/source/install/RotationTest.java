package io.golconde.source.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Slots are emptied only by proof. */
class RotationTest {
    private static final String SNAPSHOT = "SELECT pg_current_snapshot()";
    private static final int WRITERS = 4;

    private SourceDatabase source;

    @BeforeEach
    void install() throws SQLException {
        source = SourceDatabase.installed();
        source.run("CREATE TABLE t (id bigint PRIMARY KEY, v text)");
        source.capture("t");
    }

    @AfterEach
    void close() throws SQLException {
        source.close();
    }

    @Test
    void movesWritersToAnotherSlotAtOnce() throws SQLException {
        source.run("INSERT INTO t VALUES (1)", "BEGIN; SELECT golconde.move_slot(1, 1); ROLLBACK");
        source.run("INSERT INTO t VALUES (2)", "SELECT golconde.move_slot(1, 2)", "INSERT INTO t VALUES (3)");

        assertThat(source.query("SELECT c1 FROM golconde.q1_1_0")).containsExactly("1");
        assertThat(source.query("SELECT c1 FROM golconde.q1_1_1")).containsExactly("2");
        assertThat(source.query("SELECT c1 FROM golconde.q1_1_2")).containsExactly("3");
        assertThatThrownBy(() -> source.run("SELECT golconde.move_slot(1, 3)")).isInstanceOf(SQLException.class);
    }

    @Test
    void emptiesASlotOfWhichAllRowsAreSeen() throws SQLException {
        source.run("INSERT INTO t VALUES (1)");

        assertThat(empty(0, source.value(SNAPSHOT))).isTrue();

        assertThat(source.queued()).isEmpty();
        assertThat(source.value("SELECT pg_relation_size('golconde.q1_1_0')")).isEqualTo("0");
        assertThat(empty(0, source.value(SNAPSHOT))).isTrue();
    }

    @Test
    void keepsASlotWithARowThatIsNotSeen() throws SQLException {
        source.run("INSERT INTO t VALUES (1)");
        String seen = source.value(SNAPSHOT);
        source.run("INSERT INTO t VALUES (2)");

        assertThat(empty(0, seen)).isFalse();
        assertThat(source.queued()).hasSize(2);
    }

    @Test
    void keepsASlotThatAnOpenTransactionHasWrittenInto() throws SQLException {
        source.run("INSERT INTO t VALUES (1)");
        try (Connection writer = source.connect()) {
            writer.setAutoCommit(false);
            SourceDatabase.run(writer, "INSERT INTO t VALUES (2)");
            source.run("SELECT golconde.move_slot(1, 1)");
            String seen = source.value(SNAPSHOT);

            assertThat(empty(0, seen)).isFalse();
            writer.commit();
            assertThat(empty(0, seen)).isFalse();
        }
        assertThat(empty(0, source.value(SNAPSHOT))).isTrue();
    }

    @Test
    void keepsASlotThatAPreparedTransactionHasWrittenInto() throws SQLException {
        source.run("BEGIN; INSERT INTO t VALUES (1); PREPARE TRANSACTION 'p'");

        assertThat(empty(0, source.value(SNAPSHOT))).isFalse();

        source.run("COMMIT PREPARED 'p'");
        assertThat(source.queued()).hasSize(1);
        assertThat(empty(0, source.value(SNAPSHOT))).isTrue();
    }

    @Test
    void isNotHeldUpByAnOldSnapshotElsewhere() throws SQLException {
        try (Connection idle = source.connect()) {
            idle.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            idle.setAutoCommit(false);
            SourceDatabase.query(idle, "SELECT count(*) FROM t");
            source.run("INSERT INTO t VALUES (1)");

            assertThat(empty(0, source.value(SNAPSHOT))).isTrue();
        }
    }

    @Test
    void refusesToCheckUnderAnOldSnapshot() throws SQLException {
        source.run("INSERT INTO t VALUES (1)");
        Connection connection = source.connection();
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);

        assertThatThrownBy(() -> empty(0, source.value(SNAPSHOT))).hasMessageContaining("read committed");
    }

    @Test
    void retiresAGenerationOnceItIsOldAndSeen() throws SQLException {
        source.run("INSERT INTO t VALUES (1)");
        String before = source.value(SNAPSHOT);
        assertThat(retire(1, before)).isFalse();
        source.run("INSERT INTO t VALUES (2)", "ALTER TABLE t ADD n int", "INSERT INTO t VALUES (3)");

        assertThat(retire(1, before)).isFalse();
        assertThat(retire(2, source.value(SNAPSHOT))).isFalse();
        assertThat(retire(1, source.value(SNAPSHOT))).isTrue();

        assertThat(source.queued()).containsExactly("i {\"c1\": 3, \"c2\": null, \"c3\": null}");
        assertThat(source.query("SELECT DISTINCT generation FROM golconde.generation_column"))
                .containsExactly("2");
    }

    /** A model of the drain: what is visible in a snapshot is acknowledged, then slots are turned. */
    @Test
    void losesNothingWhileSlotsTurnUnderWriters() throws Exception {
        String seen = source.value(SNAPSHOT);
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        AtomicBoolean running = new AtomicBoolean(true);
        List<Future<Long>> written = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            int writer = i;
            written.add(writers.submit(() -> write(writer, running)));
        }
        List<String> read = new ArrayList<>();
        int emptied = 0;
        for (int round = 0; round < 150; round++) {
            seen = readWindow(seen, read);
            source.run("SELECT golconde.move_slot(1, " + round % 3 + ")");
            emptied += empty((round + 1) % 3, seen) ? 1 : 0;
        }
        running.set(false);
        long total = 0;
        for (Future<Long> writer : written) {
            total += writer.get();
        }
        writers.shutdown();
        readWindow(seen, read);

        assertThat(emptied).isPositive();
        assertThat(read).doesNotHaveDuplicates().hasSize(Math.toIntExact(total));
        assertThat(source.value("SELECT count(*) FROM t")).isEqualTo(Long.toString(total));
    }

    private String readWindow(String seen, List<String> read) throws SQLException {
        Connection connection = source.connection();
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        String until = source.value(SNAPSHOT);
        for (int slot = 0; slot < 3; slot++) {
            read.addAll(source.query("SELECT c1 FROM golconde.q1_1_%d WHERE NOT pg_visible_in_snapshot(txid, '%s')"
                    .formatted(slot, seen)));
        }
        connection.commit();
        connection.setAutoCommit(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        return until;
    }

    private long write(int writer, AtomicBoolean running) throws SQLException {
        long count = 0;
        try (Connection connection = source.connect()) {
            connection.setAutoCommit(false);
            while (running.get()) {
                for (int i = 0; i < 3; i++) {
                    SourceDatabase.run(connection, "INSERT INTO t VALUES (" + (writer * 1_000_000L + count++) + ")");
                }
                connection.commit();
            }
        }
        return count;
    }

    private boolean empty(int slot, String seen) throws SQLException {
        return source.value("SELECT golconde.empty_slot(1, 1, " + slot + ", '" + seen + "')")
                .equals("t");
    }

    private boolean retire(int generation, String seen) throws SQLException {
        return source.value("SELECT golconde.retire(1, " + generation + ", '" + seen + "')")
                .equals("t");
    }
}
