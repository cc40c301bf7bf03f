package io.golconde.source.drain;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.core.sql.Database;
import io.golconde.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DrainSessionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void plansWindowsOtherwiseThanLooksAtTheCatalog() throws SQLException {
        Database database = new Database(TestDatabase.create().url(), "postgres", null, "golconde", PATIENCE, PATIENCE);

        try (DrainSession session = DrainSession.open(database, List.of())) {
            assertThat(nestedLoops(session.windows())).isEqualTo("off");
            assertThat(nestedLoops(session.control())).isEqualTo("on");
        }
    }

    private static String nestedLoops(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW enable_nestloop")) {
            row.next();
            return row.getString(1);
        }
    }
}
