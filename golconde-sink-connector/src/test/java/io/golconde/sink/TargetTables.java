package io.golconde.sink;

import io.golconde.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A target database as a test looks at it, over a connection that goes with the JVM. */
record TargetTables(TestDatabase database, Connection connection) {
    static TargetTables create() {
        TestDatabase database = TestDatabase.create();
        try {
            return new TargetTables(database, database.connect());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void execute(String sql) {
        try {
            tryTo(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Executes what may be refused. */
    void tryTo(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The rows of a query, each as its values with bars between them. */
    List<String> rows(String sql) {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    values.add(String.valueOf(row.getString(i)));
                }
                rows.add(String.join("|", values));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
