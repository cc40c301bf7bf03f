package io.golconde.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A plain client with prepared statements and a transaction for each row, which does not wait for the disk. */
record RowByRow(Databases databases, Connection target) implements Applier {
    private static final int ROWS_A_FETCH = 2_000;
    private static final String UPSERT = """
            INSERT INTO item (id, owner, balance, price, changed_at, note) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET owner = excluded.owner, balance = excluded.balance, price = excluded.price,
                changed_at = excluded.changed_at, note = excluded.note""";

    @Override
    public void apply() throws SQLException {
        try (Connection source = databases.source();
                PreparedStatement changes = source.prepareStatement("TABLE changed");
                PreparedStatement upsert = target.prepareStatement(UPSERT);
                PreparedStatement delete = target.prepareStatement("DELETE FROM item WHERE id = ?")) {
            Databases.execute(target, "SET synchronous_commit = off");
            source.setAutoCommit(false);
            changes.setFetchSize(ROWS_A_FETCH);
            try (ResultSet change = changes.executeQuery()) {
                while (change.next()) {
                    if (change.getBoolean("deleted")) {
                        delete.setLong(1, change.getLong("id"));
                        delete.executeUpdate();
                    } else {
                        write(change, upsert);
                    }
                }
            }
        }
    }

    @Override
    public void close() throws SQLException {
        target.close();
    }

    private static void write(ResultSet change, PreparedStatement upsert) throws SQLException {
        upsert.setLong(1, change.getLong("id"));
        upsert.setString(2, change.getString("owner"));
        upsert.setLong(3, change.getLong("balance"));
        upsert.setLong(4, change.getLong("price"));
        upsert.setTimestamp(5, change.getTimestamp("changed_at"));
        upsert.setString(6, change.getString("note"));
        upsert.executeUpdate();
    }
}
