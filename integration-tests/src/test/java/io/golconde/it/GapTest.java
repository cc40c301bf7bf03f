package io.golconde.it;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Transactions that end in another order than they began leave no gap, and nobody waits for them. */
class GapTest {
    private static final Duration LOAD = Duration.ofSeconds(Integer.getInteger("golconde.gap.seconds", 8));
    private static final Duration OPEN = Duration.ofMillis(1500);
    private static final Duration PAUSE = Duration.ofMillis(10);

    @AutoClose
    private final Pipeline pipeline = new Pipeline("gap");

    @Test
    void everyCommittedChangeIsInTheTopicOnceAndInOrderWhileOtherTransactionsStayOpen() throws Exception {
        AppDatabase source = pipeline.source();
        source.run("accounts.sql");
        pipeline.capture(Map.of("snapshot.mode", "no_data"));
        TopicReader topic = pipeline.topic("account");

        try (Connection open = source.connect();
                Statement statement = open.createStatement()) {
            open.setAutoCommit(false);
            statement.execute("INSERT INTO account VALUES (-3, 'open', nextval('stamp'))");
            try (Workload workload = new Workload(source)) {
                workload.addRandom(8, PAUSE).add(new SlowWriter(workload, -1, OPEN));
                workload.pause(OPEN.dividedBy(2));
                workload.add(new SlowWriter(workload, -2, OPEN));
                workload.pause(LOAD);
                workload.finish();
            }
            topic.awaitHistory(History.committed(source));
            open.commit();
        }

        topic.awaitHistory(History.committed(source));
    }
}
