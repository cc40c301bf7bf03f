package io.golconde.benchmarks;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/** What somebody who knows PostgreSQL writes by hand: all changes are in memory, and a batch is four statements. */
record CopyLoop(Databases databases, Connection target) implements Applier {
    private static final int ROWS = 2_000;

    private static final String TABLE = """
            CREATE TEMPORARY TABLE batch (deleted boolean, id bigint, owner text, balance bigint, price bigint,
                changed_at timestamptz, note text)""";
    private static final String INSERT = """
            INSERT INTO item (id, owner, balance, price, changed_at, note)
            SELECT id, owner, balance, price, changed_at, note FROM batch WHERE NOT deleted
            ON CONFLICT (id) DO UPDATE SET owner = excluded.owner, balance = excluded.balance, price = excluded.price,
                changed_at = excluded.changed_at, note = excluded.note""";

    @Override
    public void apply() throws SQLException, IOException {
        List<String> changes = changes();
        Databases.execute(target, TABLE);
        target.setAutoCommit(false);
        CopyManager copy = new CopyManager(target.unwrap(BaseConnection.class));
        for (int from = 0; from < changes.size(); from += ROWS) {
            List<String> batch = changes.subList(from, Math.min(from + ROWS, changes.size()));
            copy.copyIn("COPY batch FROM STDIN", new StringReader(String.join("\n", batch)));
            Databases.execute(target, INSERT);
            Databases.execute(target, "DELETE FROM item USING batch WHERE deleted AND item.id = batch.id");
            Databases.execute(target, "TRUNCATE batch");
            target.commit();
        }
    }

    @Override
    public void close() throws SQLException {
        target.close();
    }

    private List<String> changes() throws SQLException, IOException {
        StringWriter lines = new StringWriter();
        try (Connection source = databases.source()) {
            new CopyManager(source.unwrap(BaseConnection.class)).copyOut("COPY (TABLE changed) TO STDOUT", lines);
        }
        return lines.toString().lines().toList();
    }
}
