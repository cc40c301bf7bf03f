package io.golconde.it;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Transactions of a few random changes, some of them taken back to a savepoint, that end in one of the ways there are:
 * commit, rollback, and both after PREPARE TRANSACTION. The accounts of a transaction rise: writers wait for each other
 * and never in a circle.
 */
final class RandomWriter implements Workload.Writer {
    private static final int ACCOUNTS = 200;
    private static final int MOST_CHANGES = 4;

    private final String name;
    private final Random random;
    private final Workload workload;
    private final Duration pause;
    private int prepared;

    RandomWriter(String name, long seed, Workload workload, Duration pause) {
        this.name = name;
        this.random = new Random(seed);
        this.workload = workload;
        this.pause = pause;
    }

    @Override
    public void transaction(Connection connection) throws SQLException, InterruptedException {
        try (Statement statement = connection.createStatement()) {
            int[] ids = random.ints(1 + random.nextInt(MOST_CHANGES), 1, ACCOUNTS + 1)
                    .sorted()
                    .toArray();
            for (int id : ids) {
                changeOrNot(statement, id);
            }
            end(connection, statement);
        }
        workload.pause(pause);
    }

    @Override
    public void takeUp(Connection connection) throws SQLException {
        List<String> left = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            ResultSet row =
                    statement.executeQuery("SELECT gid FROM pg_prepared_xacts WHERE database = current_database()");
            while (row.next()) {
                left.add(row.getString(1));
            }
            for (String gid : left) {
                if (gid.startsWith(name + '-')) {
                    statement.execute("COMMIT PREPARED '" + gid + "'");
                }
            }
        }
    }

    private void changeOrNot(Statement statement, int id) throws SQLException {
        boolean safe = random.nextInt(3) == 0;
        if (safe) {
            statement.execute("SAVEPOINT before");
        }
        statement.execute(change(id));
        if (safe) {
            statement.execute(random.nextBoolean() ? "ROLLBACK TO before" : "RELEASE before");
        }
    }

    private String change(int id) {
        return switch (random.nextInt(8)) {
            case 0 -> "DELETE FROM account WHERE id = " + id;
            case 1 -> "UPDATE account SET id = nextval('fresh_id'), stamp = nextval('stamp') WHERE id = " + id;
            default ->
                "INSERT INTO account VALUES (%d, '%s', nextval('stamp')) ON CONFLICT (id) DO UPDATE SET writer = excluded.writer, stamp = excluded.stamp"
                        .formatted(id, name);
        };
    }

    private void end(Connection connection, Statement statement) throws SQLException {
        int way = random.nextInt(10);
        if (way == 0) {
            connection.rollback();
        } else if (way <= 2) {
            String gid = name + '-' + ++prepared;
            statement.execute("PREPARE TRANSACTION '" + gid + "'");
            connection.setAutoCommit(true);
            statement.execute((way == 1 ? "COMMIT" : "ROLLBACK") + " PREPARED '" + gid + "'");
            connection.setAutoCommit(false);
        } else {
            connection.commit();
        }
    }
}
