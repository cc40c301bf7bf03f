package io.golconde.source.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class InstallerTest {
    private static final TestDatabase DATABASE = TestDatabase.create();

    @Test
    void capturesTheSelectedTables() throws SQLException {
        try (Connection connection = DATABASE.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE orders (id int PRIMARY KEY, total numeric)");
            Installer installer = new Installer(new InstallSettings(
                    "main", new TableSelection(List.of(Pattern.compile("public.orders")), List.of()), false, Map.of()));

            installer.ensure(connection);
            installer.ensure(connection);
            statement.execute("INSERT INTO orders VALUES (1, 2.50)");

            try (ResultSet row = statement.executeQuery("SELECT op, c1, c2 FROM golconde.q1_1_0")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString("op")).isEqualTo("i");
            }
        }
    }
}
