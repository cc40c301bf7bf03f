package io.golconde.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.testkit.TestDatabase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ConfigCommandTest {
    private static final TestDatabase SOURCE = TestDatabase.create();
    private static final TestDatabase TARGET = TestDatabase.create();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private Path file;

    @BeforeAll
    static void createTables() throws SQLException {
        run(SOURCE, "CREATE TABLE orders (id int, note text, PRIMARY KEY (id) INCLUDE (note))");
        run(SOURCE, "CREATE TABLE visits (day date NOT NULL, place text NOT NULL, note text)");
        run(TARGET, "CREATE TABLE visits (day date, place text, note text, PRIMARY KEY (day, place))");
        run(TARGET, "CREATE TABLE sales (id int PRIMARY KEY)");
    }

    @BeforeEach
    void writeFile() throws IOException {
        file = folder.resolve("destinations.yaml");
        Files.writeString(folder.resolve("source.properties"), "url=" + SOURCE.url());
        Files.writeString(file, """
                source:
                  name: shop
                  url: ${file:%s/source.properties:url}
                  user: postgres
                destinations:
                  archive:
                    url: %s
                    user: postgres
                    tables:
                      orders:
                        to: sales
                """.formatted(folder, TARGET.url()));
    }

    @Test
    void writesAFileForEachConnector() throws IOException {
        assertThat(execute("--out", folder.resolve("made").toString())).isZero();

        assertThat(folder.resolve("made/shop-source.json")).content().contains("\"topic.prefix\" : \"shop\"");
        assertThat(folder.resolve("made/shop-to-archive.json")).content().contains("public.orders:sales");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void asksTheDatabasesThatCanBeReached() {
        assertThat(execute("--check")).isZero();

        assertThat(out.toString()).contains("2 connectors, nothing wrong found");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void tellsWhatTheSourceDatabaseSays() throws IOException {
        replace("user: postgres\ndestinations", "user: nobody\ndestinations");

        int code = execute("--check");

        assertThat(err.toString()).contains("shop-source: connection.password: Cannot use", "as nobody");
        assertThat(code).isEqualTo(1);
    }

    @Test
    void tellsWhatTheTargetDatabaseSays() throws IOException {
        replace("to: sales", "to: turnover");

        int code = execute("--check");

        assertThat(err.toString()).contains("shop-to-archive: ", "turnover");
        assertThat(code).isEqualTo(1);
    }

    @Test
    void tellsThatTheKeyIsNotAmongTheColumns() throws IOException {
        replace("to: sales", "to: sales\n        select: [note]");

        int code = execute("--check");

        assertThat(err.toString()).contains("shop-to-archive: select of public.orders: ", "found: id in the key");
        assertThat(code).isEqualTo(1);

        replace("select: [note]", "exclude: [note]");
        assertThat(execute("--check")).isZero();
    }

    @Test
    void tellsTheSameOfAKeyThatIsNamed() throws IOException {
        String named = "  settings:\n    message.key.columns: public\\.visits:day,place\ndestinations:";
        replace("destinations:", named);
        replace("orders:\n        to: sales", "visits:\n        exclude: [place]");

        int code = execute("--check");

        assertThat(err.toString()).contains("shop-to-archive: exclude of public.visits: ", "found: place in the key");
        assertThat(code).isEqualTo(1);

        replace("exclude: [place]", "exclude: [note]");
        assertThat(execute("--check")).isZero();
    }

    @Test
    void checksTheRestWhereADatabaseCannotBeReached() throws IOException {
        replace(TARGET.url(), "jdbc:postgresql://127.0.0.1:1/archive");
        replace("source.properties", "elsewhere.properties");
        replace("    tables:", "    settings:\n      insert.mod: update\n    tables:");

        assertThat(execute("--check")).isEqualTo(1);

        assertThat(err.toString())
                .contains(
                        "shop-source: the database is not asked: connection.url is a reference that cannot be read here")
                .contains("shop-to-archive: the database is not asked: jdbc:postgresql://127.0.0.1:1/archive")
                .contains("shop-to-archive: insert.mod: ", "insert.mode")
                .doesNotContain("connection.url: ");
    }

    @Test
    void saysOfAMistakeNothingButThePlace() throws IOException {
        replace("to: sales", "too: sales");

        assertThat(execute("--check")).isEqualTo(2);

        assertThat(err.toString()).startsWith(file + ":11: ").hasLineCount(1);
    }

    @Test
    void saysThatConnectDoesNotAnswer() {
        assertThat(execute("--diff", "http://127.0.0.1:1")).isEqualTo(2);

        assertThat(err.toString()).isEqualToIgnoringNewLines("Connect does not answer at http://127.0.0.1:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8083", "127.0.0.1", "ftp://127.0.0.1"})
    void saysWhatAUrlLooksLike(String url) {
        assertThat(execute("--apply", url)).isEqualTo(2);

        assertThat(err.toString())
                .contains("http://localhost:8083", "found: " + url)
                .hasLineCount(1);
    }

    @Test
    void saysThatThereIsNoFile() throws IOException {
        Files.delete(file);

        assertThat(execute("--check")).isEqualTo(2);

        assertThat(err.toString()).isEqualToIgnoringNewLines(file + ": there is no such file");
    }

    private void replace(String right, String wrong) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(right);
        Files.writeString(file, text.replace(right, wrong));
    }

    private int execute(String... options) {
        CommandLine command = new CommandLine(new ConfigCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err));
        String[] arguments = new String[options.length + 1];
        System.arraycopy(options, 0, arguments, 1, options.length);
        arguments[0] = file.toString();
        return command.execute(arguments);
    }

    private static void run(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
