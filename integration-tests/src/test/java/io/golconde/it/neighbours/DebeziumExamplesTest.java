package io.golconde.it.neighbours;

import io.golconde.it.examples.Example;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folders of config-examples that need Debezium's connectors. */
@Tag("neighbours")
class DebeziumExamplesTest {
    @TempDir
    private Path secrets;

    @Test
    void fromDebeziumsSource() throws Exception {
        try (Example example = Neighbourhood.example("debezium-in", secrets)) {
            example.await("modern", "TABLE shop.articles", "(1,pen,2.50)", "(2,,20)");

            example.database("legacy")
                    .execute(
                            "UPDATE tbl_article SET no = 20, descr = 'book' WHERE no = 2",
                            "DELETE FROM tbl_article WHERE no = 1",
                            "TRUNCATE stock",
                            "INSERT INTO stock VALUES (20, 'south', NULL)");

            example.await("modern", "TABLE shop.articles", "(20,book,20)");
            example.await("modern", "TABLE stock", "(20,south,)");
        }
    }

    @Test
    void toDebeziumsSink() throws Exception {
        try (Example example = Neighbourhood.example("debezium-out", secrets)) {
            example.await("library", "TABLE loans", "(1,Ada,2026-02-28,0.50,{late})", "(2,Bob,,,)");

            example.database("books")
                    .execute(
                            "UPDATE loans SET reader = 'Cyd', fee = NULL WHERE book = 1",
                            "DELETE FROM loans WHERE book = 2",
                            "INSERT INTO loans VALUES (3, 'Dan', NULL, 1, '{}')");
            example.await("library", "TABLE loans", "(1,Cyd,2026-02-28,,{late})", "(3,Dan,,1,{})");

            example.database("books").execute("TRUNCATE loans");
            example.await("library", "TABLE loans");
        }
    }
}
