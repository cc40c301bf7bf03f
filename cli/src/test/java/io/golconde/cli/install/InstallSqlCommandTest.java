package io.golconde.cli.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.testkit.TestDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class InstallSqlCommandTest {
    private static final TestDatabase DATABASE = TestDatabase.create();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void createTables() throws SQLException {
        run("""
                CREATE ROLE drain LOGIN;
                CREATE TABLE orders (id int PRIMARY KEY);
                CREATE TABLE log (at timestamptz NOT NULL, line int NOT NULL);
                CREATE TABLE secret (id int PRIMARY KEY)""");
    }

    @Test
    void explainsItselfWithoutEmptyDefaults() {
        assertThat(new CommandLine(new InstallSqlCommand()).getUsageMessage())
                .contains("Default: main")
                .doesNotContain("[]", "{}");
    }

    @Test
    void capturesTheTablesThatAreMeantOnceItIsRun() throws SQLException {
        String script = print(
                "--url", DATABASE.url(),
                "--user", "postgres",
                "--include", "public\\..*",
                "--exclude", ".*\\.secret",
                "--key-columns", ".*\\.log=at,line",
                "--queue", "sales",
                "--role", "drain");

        run(script);

        assertThat(query("SELECT string_agg(relation::regclass::text, ' ' ORDER BY 1) FROM golconde.captured_table"))
                .isEqualTo("log orders");
        assertThat(query("SELECT DISTINCT queue FROM golconde.captured_table")).isEqualTo("sales");
        assertThat(query("SELECT has_table_privilege('drain', 'golconde.captured_table', 'SELECT')::text"))
                .isEqualTo("true");
    }

    @Test
    void printsTheSchemaAloneWithoutADatabase() {
        assertThat(print()).contains("CREATE SCHEMA").doesNotContainPattern("(?m)^SELECT golconde\\.capture");
    }

    @Test
    void saysWhichServerDoesNotAnswer() {
        print("--url", "jdbc:postgresql://127.0.0.1:1/app", "--user", "postgres");

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("Cannot read jdbc:postgresql://127.0.0.1:1/app");
    }

    private String print(String... arguments) {
        new CommandLine(new InstallSqlCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return out.toString();
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = DATABASE.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(String sql) throws SQLException {
        try (Connection connection = DATABASE.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
