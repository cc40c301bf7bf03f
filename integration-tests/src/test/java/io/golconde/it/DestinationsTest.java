package io.golconde.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.testkit.Await;
import io.golconde.testkit.ConnectRestException;
import io.golconde.testkit.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One file, put by {@code ./golconde config --apply}, serves two destinations with entirely different schemas. */
class DestinationsTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Cluster cluster = Cluster.shared();
    private final String name = "fanout" + NUMBER.incrementAndGet();
    private final List<String> connectors = List.of(name + "-source", name + "-to-archive", name + "-to-reports");
    private final AppDatabase source = AppDatabase.create(cluster.source(), name);
    private final AppDatabase archive = AppDatabase.create(cluster.target(), name + "_archive");
    private final AppDatabase reports = AppDatabase.create(cluster.target(), name + "_reports");

    @TempDir
    private Path folder;

    @AfterEach
    void deleteConnectors() {
        for (String connector : connectors) {
            try {
                cluster.rest().delete(connector);
            } catch (ConnectRestException e) {
                assertThat(e.status()).isEqualTo(404);
            }
        }
    }

    @Test
    void oneFileServesTwoDestinationsWithDifferentSchemas() throws Exception {
        createTables();
        Path file = file();

        Outcome before = config(file, "--diff");
        Outcome applied = config(file, "--apply");
        source.execute(
                "INSERT INTO orders VALUES (3, 'south', 'Cyd', 'cyd@example.org', '9999', 30)",
                "UPDATE orders SET region = 'south' WHERE id = 1",
                "UPDATE orders SET total = 12.5 WHERE id = 2",
                "DELETE FROM crm.people WHERE name = 'Ada'",
                "INSERT INTO orders VALUES (4, 'north', 'Dan', 'dan@example.org', '12345678', 40)");

        assertThat(before)
                .isEqualTo(new Outcome(
                        1,
                        String.join(
                                "",
                                connectors.stream()
                                        .map(connector -> connector + ": is not there\n")
                                        .toList())));
        assertThat(applied)
                .isEqualTo(new Outcome(
                        0,
                        String.join(
                                "",
                                connectors.stream()
                                        .map(connector -> connector + ": put\n")
                                        .toList())));
        await(archive, "TABLE orders", source.column("SELECT t::text FROM orders t ORDER BY 1"));
        await(archive, "TABLE crm.people", List.of("(Bob,secret)"));
        await(
                reports,
                "TABLE reporting.sales",
                List.of(
                        "(2,Bob,****,****5678,12.50,north," + name + ")",
                        "(4,Dan,****,****5678,40.00,north," + name + ")"));
        await(reports, "TABLE reporting.crm_people", List.of("(Bob)"));
    }

    @Test
    void whatTheClusterHasIsComparedAndChanged() throws Exception {
        createTables();
        Path file = file();
        config(file, "--apply");

        Outcome same = config(file, "--diff");
        Files.writeString(file, Files.readString(file).replace("region = 'north'", "region = 'south'"));
        Outcome differs = config(file, "--diff");
        Outcome applied = config(file, "--apply");
        Outcome again = config(file, "--diff");

        assertThat(same).isEqualTo(new Outcome(0, ""));
        assertThat(differs).isEqualTo(new Outcome(1, """
                %s-to-reports: differs (- as it runs, + as the file has it)
                  - transforms.orders_filter.condition: region = 'north'
                  + transforms.orders_filter.condition: region = 'south'
                """.formatted(name)));
        assertThat(applied).isEqualTo(new Outcome(0, name + "-to-reports: put\n"));
        assertThat(again).isEqualTo(new Outcome(0, ""));
    }

    @Test
    void nothingIsPutWhereAnythingIsWrong() throws Exception {
        createTables();
        reports.execute("DROP TABLE reporting.sales");
        Path file = file();

        Outcome withoutTable = config(file, "--apply");
        Files.writeString(file, Files.readString(file) + "    settings:\n      insert.mode: sometimes\n");
        Outcome withoutMode = config(file, "--apply");

        assertThat(withoutTable.code()).isEqualTo(1);
        assertThat(withoutTable.output())
                .contains(name + "-to-reports: ", "reporting.sales", "Nothing was changed.")
                .doesNotContain(": put");
        assertThat(withoutMode.code()).isEqualTo(1);
        assertThat(withoutMode.output())
                .containsOnlyOnce(name + "-to-reports: insert.mode: sometimes: ")
                .doesNotContain(": put");
        assertThat(connectors)
                .allMatch(connector -> cluster.rest().config(connector).isEmpty());
    }

    private void createTables() throws Exception {
        String orders = "CREATE TABLE orders (id int PRIMARY KEY, region text, customer text, email text, card text,"
                + " total numeric)";
        String people = "CREATE TABLE crm.people (name text PRIMARY KEY, notes text)";
        source.execute(
                orders,
                "CREATE SCHEMA crm",
                people,
                "INSERT INTO orders VALUES (1, 'north', 'Ada', 'ada@example.org', '1234', 10),"
                        + " (2, 'north', 'Bob', 'bob@example.org', '12345678', 20)",
                "INSERT INTO crm.people VALUES ('Ada', 'secret'), ('Bob', 'secret')");
        archive.execute(orders, "CREATE SCHEMA crm", people);
        reports.execute(
                "CREATE SCHEMA reporting",
                "CREATE TABLE reporting.sales (sale int PRIMARY KEY, buyer text, email text, card text,"
                        + " amount numeric(10, 2), site text, origin text)",
                "CREATE TABLE reporting.crm_people (name text PRIMARY KEY)");
    }

    private Path file() throws IOException {
        return Files.writeString(
                folder.resolve("destinations.yaml"), """
                source:
                  name: %s
                  url: %s
                  user: postgres
                destinations:
                  archive:
                    url: %s
                    user: postgres
                    tables:
                      orders:
                      crm.people:
                  reports:
                    url: %s
                    user: postgres
                    tables:
                      orders:
                        to: reporting.sales
                        filter: region = 'north'
                        exclude: region
                        mask: {email: fixed, card: "partial(0, 4)"}
                        rename: {id: sale, customer: buyer, total: amount}
                        constants: {site: north}
                        facts: {origin: server}
                      "crm.*":
                        to: reporting.crm_*
                        exclude: notes
                """.formatted(name, source.url(), archive.url(), reports.url()));
    }

    private static void await(AppDatabase database, String table, List<String> rows) throws Exception {
        String query = "SELECT t::text FROM (" + table + ") t ORDER BY 1";
        Await.equal(table, Pipeline.PATIENCE, rows, () -> database.column(query));
    }

    private record Outcome(int code, String output) {}

    private Outcome config(Path file, String option) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar"));
        command.add(jar());
        command.addAll(Arrays.asList(
                "config", file.toString(), option, cluster.rest().url().toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Outcome(process.waitFor(), output);
    }

    private static String jar() throws IOException {
        try (var files = Files.list(Folders.repository().resolve("cli/target"))) {
            return files.map(Path::toString)
                    .filter(file -> file.matches(".*golconde-cli-[^-]*\\.jar"))
                    .findAny()
                    .orElseThrow();
        }
    }
}
