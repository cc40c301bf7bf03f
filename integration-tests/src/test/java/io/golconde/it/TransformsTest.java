package io.golconde.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.testkit.Await;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the transforms make of records, the sink applies: the rows of a condition, in other types, in either form. */
class TransformsTest {
    private static final String EXPECTED = """
            SELECT id || '|' || total::numeric(10, 2) || '|' || paid || '|' || (placed AT TIME ZONE 'UTC')
            FROM orders WHERE region = 'north' AND (total >= 10 OR placed > '2026-02-01 00:00Z') ORDER BY id""";
    private static final String APPLIED =
            "SELECT id || '|' || total || '|' || paid || '|' || placed FROM orders ORDER BY id";

    private static final Map<String, String> TRANSFORMS = Map.of(
            "transforms.filter.type", "io.golconde.smt.FilterChanges",
            "transforms.filter.condition", "region = 'north' AND (total >= 10 OR placed > '2026-02-01 00:00Z')",
            "transforms.cast.type", "io.golconde.smt.CastColumns",
            "transforms.cast.types", "id:string,total:decimal(2),paid:string,placed:timestamp(6)",
            "transforms.unwrap.type", "io.golconde.smt.Unwrap",
            "transforms.wrap.type", "io.golconde.smt.Wrap");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            smt_envelopes | filter,cast
            smt_flat      | unwrap,filter,cast
            smt_again     | filter,unwrap,wrap,cast
            """)
    void rowsOfAConditionAreAtTheTargetAndNoOthers(String name, String chain) throws Exception {
        try (Pipeline pipeline = new Pipeline(name)) {
            pipeline.source()
                    .execute(
                            "CREATE TABLE orders (id int PRIMARY KEY, region text NOT NULL, total numeric, paid boolean,"
                                    + " placed timestamptz)",
                            "INSERT INTO orders SELECT id, CASE WHEN id % 2 = 0 THEN 'north' ELSE 'south' END, id / 2.0, id % 3 = 0,"
                                    + " timestamptz '2026-01-31 12:00:00.000001Z' + id * interval '1 hour'"
                                    + " FROM generate_series(1, 40) id");
            pipeline.target()
                    .execute(
                            "CREATE TABLE orders (id text COLLATE \"C\" PRIMARY KEY, region text, total numeric(10, 2), paid text,"
                                    + " placed timestamp)",
                            "INSERT INTO orders VALUES ('1', 'north', 99, 'stale', now())");
            pipeline.capture(Map.of());
            Map<String, String> settings = new HashMap<>(TRANSFORMS);
            settings.put("transforms", chain);
            pipeline.apply(settings);
            awaitEqual(pipeline);

            pipeline.source()
                    .execute(
                            "UPDATE orders SET region = 'south' WHERE id IN (20, 22)",
                            "UPDATE orders SET region = 'north' WHERE id IN (21, 23)",
                            "UPDATE orders SET total = NULL, placed = NULL WHERE id = 24",
                            "UPDATE orders SET id = id + 100 WHERE id IN (25, 26)",
                            "UPDATE orders SET id = 127, region = 'north' WHERE id = 27",
                            "UPDATE orders SET id = 128, region = 'south' WHERE id = 28",
                            "DELETE FROM orders WHERE id IN (29, 30)",
                            "BEGIN; DELETE FROM orders WHERE id = 32; INSERT INTO orders VALUES (32, 'south', 99, true, now()); COMMIT",
                            "INSERT INTO orders VALUES (999, 'north', 10, false, now())");
            awaitEqual(pipeline);

            pipeline.source().execute("TRUNCATE orders", "INSERT INTO orders VALUES (1, 'north', 10.01, true, now())");
            awaitEqual(pipeline);
        }
    }

    private static void awaitEqual(Pipeline pipeline) throws Exception {
        List<String> expected =
                pipeline.source().column(EXPECTED).stream().sorted().toList();
        assertThat(expected).isNotEmpty();
        Await.equal("the rows of the condition", Pipeline.PATIENCE, expected, () -> applied(pipeline));
    }

    private static List<String> applied(Pipeline pipeline) throws Exception {
        return pipeline.target().column(APPLIED).stream().sorted().toList();
    }
}
