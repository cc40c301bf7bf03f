package io.golconde.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.core.sql.TableName;
import io.golconde.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TableComparisonTest {
    private static final TestDatabase DATABASE = TestDatabase.create();

    private final TableMapping mapping = TableMapping.of(
                    TableName.of("public", "person"), TableName.of("public", "Client"))
            .key("id", "number")
            .key("part", "part")
            .column("name", "full name");
    private Connection left;
    private Connection right;

    @BeforeEach
    void createTables() throws SQLException {
        left = DATABASE.connect();
        right = DATABASE.connect();
        run("""
                DROP TABLE IF EXISTS person, "Client";
                CREATE TABLE person (id int, part text, name text, PRIMARY KEY (id, part));
                CREATE TABLE "Client" ("full name" varchar(9), part text, number numeric, more int);
                INSERT INTO person SELECT n, 'a', 'n' || n FROM generate_series(1, 2000) AS n;
                INSERT INTO person VALUES (1, 'B', NULL), (2, '_', '');
                INSERT INTO "Client" (number, part, "full name") SELECT id, part, name FROM person""");
    }

    @AfterEach
    void closeConnections() throws SQLException {
        left.close();
        right.close();
    }

    @Test
    void findsTheSameRowsUnderOtherNamesEqual() throws SQLException {
        TableComparison.Result result = TableComparison.compare(left, right, mapping);

        assertThat(result.rows()).isEqualTo(2002);
        assertThat(result.differing()).isZero();
    }

    @Test
    void namesTheKeyOfARowThatIsMissing() throws SQLException {
        run("DELETE FROM \"Client\" WHERE number = 1500");

        assertThat(TableComparison.compare(left, right, mapping).examples())
                .hasToString("[public.person -> public.Client: row [1500, a] is missing]");
    }

    @Test
    void namesTheKeyOfARowThatShouldNotBeThere() throws SQLException {
        run("INSERT INTO \"Client\" (number, part) VALUES (1, 'A')");

        assertThat(TableComparison.compare(left, right, mapping).examples())
                .hasToString("[public.person -> public.Client: row [1, A] is not in the source]");
    }

    @Test
    void namesTheColumnsThatDiffer() throws SQLException {
        run("UPDATE \"Client\" SET \"full name\" = NULL WHERE number = 2 AND part = '_'");

        assertThat(TableComparison.compare(left, right, mapping).examples())
                .hasToString("[public.person -> public.Client: row [2, _] differs in name]");
    }

    @Test
    void countsAllDifferencesAndNamesTheFirstTen() throws SQLException {
        run("DELETE FROM \"Client\"");

        TableComparison.Result result = TableComparison.compare(left, right, mapping);

        assertThat(result.differing()).isEqualTo(2002);
        assertThat(result.examples()).hasSize(10);
    }

    @Test
    void readsAMappingToLikeNamesFromTheCatalog() throws SQLException {
        TableMapping alike = TableMapping.alike(left, TableName.of("public", "person"));

        assertThat(alike.key()).hasSize(2);
        assertThat(alike.others()).hasSize(1);
        assertThat(TableComparison.compare(left, right, alike).differing()).isZero();
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = left.createStatement()) {
            statement.execute(sql);
        }
    }
}
