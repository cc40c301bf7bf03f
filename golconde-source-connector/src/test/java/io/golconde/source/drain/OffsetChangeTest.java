package io.golconde.source.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.golconde.source.queue.Backfill;
import io.golconde.source.queue.SourceOffset;
import io.golconde.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OffsetChangeTest {
    private static final String OWNER = "shop-source/shop/main";
    private static final SourceOffset.Server SERVER = new SourceOffset.Server("7301", 1);

    private Connection connection;
    private OffsetChange change;

    @BeforeEach
    void connect() throws SQLException {
        connection = TestDatabase.create().connect();
        change = new OffsetChange(connection, "main", OWNER);
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void aResetForgetsTheProgress() throws SQLException {
        drainedUpTo(offset(OWNER, SERVER, 5));

        change.reset();

        assertThat(new ProgressStore(connection, "main").load()).isEmpty();
    }

    @Test
    void aResetOfWhatNeverRanDoesNothing() {
        assertThatCode(change::reset).doesNotThrowAnyException();
    }

    @Test
    void aResetLeavesWhatBelongsToAnother() throws SQLException {
        drainedUpTo(offset("other/shop/main", SERVER, 5));

        assertThatThrownBy(change::reset)
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("other/shop/main")
                .hasMessageContaining("golconde.release('main')");
    }

    @Test
    void theOffsetReachedAndLaterOnesAreAccepted() throws SQLException {
        drainedUpTo(offset(OWNER, SERVER, 5));

        assertThatCode(() -> change.check(offset(OWNER, SERVER, 5))).doesNotThrowAnyException();
        assertThatCode(() -> change.check(offset(OWNER, SERVER, 6))).doesNotThrowAnyException();
    }

    @Test
    void anEarlierOffsetIsRefusedWithTheWayOut() throws SQLException {
        drainedUpTo(offset(OWNER, SERVER, 5));

        assertRefused(offset(OWNER, SERVER, 4), "may be truncated");
    }

    @Test
    void anOffsetOfAnotherServerIsRefusedWithTheWayOut() throws SQLException {
        drainedUpTo(offset(OWNER, SERVER, 5));

        assertRefused(offset(OWNER, new SourceOffset.Server("7301", 2), 6), "timeline=2");
    }

    @Test
    void anOffsetWithoutAnyProgressIsRefusedWithTheWayOut() {
        assertRefused(offset(OWNER, SERVER, 6), "knows no progress");
    }

    @Test
    void anOffsetOfAnotherOwnerIsRefused() {
        assertThatThrownBy(() -> change.check(offset("other/shop/main", SERVER, 6)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("other/shop/main");
    }

    private void assertRefused(SourceOffset wanted, String reason) {
        assertThatThrownBy(() -> change.check(wanted))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining(reason)
                .hasMessageContaining("DELETE /connectors/<name>/offsets");
    }

    private void drainedUpTo(SourceOffset offset) throws SQLException {
        connection.createStatement().execute("""
                CREATE SCHEMA golconde;
                CREATE TABLE golconde.queue (name text PRIMARY KEY, owner text, epoch bigint NOT NULL);
                CREATE TABLE golconde.progress (queue text PRIMARY KEY, owner text NOT NULL, epoch bigint NOT NULL,
                    state jsonb NOT NULL, seen pg_snapshot NOT NULL, updated_at timestamptz NOT NULL);
                INSERT INTO golconde.queue VALUES ('main', '%s', %d)""".formatted(offset.owner(), offset.epoch()));
        new ProgressStore(connection, "main").save(offset);
    }

    private static SourceOffset offset(String owner, SourceOffset.Server server, long window) {
        return new SourceOffset(owner, 3, server, window, "9:9:", null, null, new Backfill(1, null, 0, false));
    }
}
