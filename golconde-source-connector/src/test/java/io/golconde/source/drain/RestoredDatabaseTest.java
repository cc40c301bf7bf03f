package io.golconde.source.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.golconde.source.queue.SourceOffset;
import java.time.Duration;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A dump brings the progress of a queue to a server on which transactions have other numbers. */
class RestoredDatabaseTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private DrainFixture source;
    private SourceOffset inKafka;

    @BeforeEach
    void drainSome() throws Exception {
        source = new DrainFixture("CREATE TABLE a (id int PRIMARY KEY)");
        source.install();
        try (QueueDrain drain = source.drain(null)) {
            source.execute("INSERT INTO a VALUES (1)");
            inKafka = DrainFixture.take(drain, 1).get(0).offset();
        }
    }

    @AfterEach
    void close() throws Exception {
        source.close();
    }

    @Test
    void isNotDrainedOnAsIfItsNewChangesWereSent() throws Exception {
        restoreFromAServerWithMoreTransactions();

        for (SourceOffset known : new SourceOffset[] {null, inKafka}) {
            assertThatThrownBy(() -> source.drain(known).take(1, PATIENCE))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("restored from a dump")
                    .hasMessageContaining("golconde.uninstall()");
        }
    }

    /** Changes are put in order by their position in the log, which was another one there. */
    @Test
    void isNotDrainedOnWhereChangesOfTheOtherServerWouldComeAfterItsOwn() throws Exception {
        source.execute("INSERT INTO a VALUES (2)", "UPDATE golconde.q1_1_0 SET lsn = lsn + 1099511627776");
        source.execute("UPDATE golconde.progress SET state = state || '{\"system_identifier\": \"77\"}'");
        source.execute("DELETE FROM a WHERE id = 2");

        assertThatThrownBy(() -> source.drain(null).take(1, PATIENCE))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("restored from a dump");
    }

    @Test
    void beginsAnewOnceItIsInstalledAnew() throws Exception {
        restoreFromAServerWithMoreTransactions();
        source.execute("SELECT golconde.uninstall()", "INSERT INTO a VALUES (2)");

        QueueDrain drain = source.drain(null);

        assertThat(DrainFixture.words(drain, 2)).containsExactly("r a 1", "r a 2");
    }

    /** As pg_upgrade does it, which takes the numbers of transactions along. */
    @Test
    void goesOnWhereOnlyTheServerIsAnother() throws Exception {
        source.execute("UPDATE golconde.progress SET state = state || '{\"system_identifier\": \"77\"}'");
        source.execute("INSERT INTO a VALUES (2)");

        assertThat(DrainFixture.words(source.drain(null), 1)).containsExactly("c a 2");
    }

    private void restoreFromAServerWithMoreTransactions() throws Exception {
        source.execute("""
                UPDATE golconde.progress
                SET state = state || '{"system_identifier": "77", "seen": "9000000:9000000:"}', seen = '9000000:9000000:'""");
    }
}
