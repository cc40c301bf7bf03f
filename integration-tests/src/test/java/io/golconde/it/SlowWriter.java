package io.golconde.it;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Transactions that stay open for a while between their first change and their last, of an account of their own. */
record SlowWriter(Workload workload, long account, Duration open) implements Workload.Writer {
    private static final String CHANGE =
            "INSERT INTO account VALUES (%d, 'slow', nextval('stamp')) ON CONFLICT (id) DO UPDATE SET stamp = excluded.stamp";

    @Override
    public void transaction(Connection connection) throws SQLException, InterruptedException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(CHANGE.formatted(account));
            workload.pause(open);
            statement.execute(CHANGE.formatted(account));
            connection.commit();
        }
    }
}
