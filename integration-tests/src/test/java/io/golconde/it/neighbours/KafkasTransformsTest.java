package io.golconde.it.neighbours;

import io.golconde.it.Pipeline;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Kafka's own transforms and predicates in one chain with ours, before them and behind them. */
class KafkasTransformsTest {
    private static final String EXPECTED =
            "SELECT (id, customer, total, placed, 'north')::text FROM orders ORDER BY id";

    /** Ours unwrap and rename, Kafka's make columns and find the table. */
    private static final Map<String, String> OURS_FIRST = Map.ofEntries(
            Map.entry("transforms", "unwrap,rename,site,placed,note,route"),
            Map.entry("transforms.unwrap.type", "io.golconde.smt.Unwrap"),
            Map.entry("transforms.rename.type", "io.golconde.smt.RenameColumns"),
            Map.entry("transforms.rename.renames", "id:sale,customer:buyer"),
            Map.entry("transforms.site.type", "org.apache.kafka.connect.transforms.InsertField$Value"),
            Map.entry("transforms.site.static.field", "site"),
            Map.entry("transforms.site.static.value", "north"),
            Map.entry("transforms.site.predicate", "orders"),
            Map.entry("predicates", "orders"),
            Map.entry("predicates.orders.type", "org.apache.kafka.connect.transforms.predicates.TopicNameMatches"),
            Map.entry("predicates.orders.pattern", ".*\\.orders"),
            Map.entry("transforms.placed.type", "org.apache.kafka.connect.transforms.TimestampConverter$Value"),
            Map.entry("transforms.placed.field", "placed"),
            Map.entry("transforms.placed.target.type", "Timestamp"),
            Map.entry("transforms.placed.unix.precision", "microseconds"),
            Map.entry("transforms.note.type", "org.apache.kafka.connect.transforms.ReplaceField$Value"),
            Map.entry("transforms.note.exclude", "note"),
            Map.entry("transforms.route.type", "org.apache.kafka.connect.transforms.RegexRouter"),
            Map.entry("transforms.route.regex", ".*\\.orders"),
            Map.entry("transforms.route.replacement", "ours_first.sales"));

    /** Kafka's take the row out of its envelope, name the key and the topic, ours do the rest. */
    private static final Map<String, String> KAFKAS_FIRST = Map.ofEntries(
            Map.entry("transforms", "after,key,topic,id,columns,site,note,route"),
            Map.entry("transforms.after.type", "org.apache.kafka.connect.transforms.ExtractField$Value"),
            Map.entry("transforms.after.field", "after"),
            Map.entry("transforms.key.type", "org.apache.kafka.connect.transforms.ReplaceField$Key"),
            Map.entry("transforms.key.renames", "id:number"),
            Map.entry("transforms.topic.type", "org.apache.kafka.connect.transforms.RegexRouter"),
            Map.entry("transforms.topic.regex", ".*\\.(.*)"),
            Map.entry("transforms.topic.replacement", "shop.$1"),
            Map.entry("transforms.id.type", "org.apache.kafka.connect.transforms.ReplaceField$Value"),
            Map.entry("transforms.id.renames", "id:number"),
            Map.entry("transforms.columns.type", "io.golconde.smt.RenameColumns"),
            Map.entry("transforms.columns.renames", "number:sale,customer:buyer"),
            Map.entry("transforms.site.type", "io.golconde.smt.SetColumns"),
            Map.entry("transforms.site.constants", "site:north"),
            Map.entry("transforms.note.type", "io.golconde.smt.SelectColumns"),
            Map.entry("transforms.note.exclude", "note"),
            Map.entry("transforms.note.table", "shop\\.orders"),
            Map.entry("transforms.route.type", "io.golconde.smt.RouteTable"),
            Map.entry("transforms.route.tables", "shop.orders:kafkas_first.sales"));

    @AutoClose
    private final Pipeline pipeline = new Pipeline("kafkas_transforms");

    @Test
    void makeTheSameRowsInEitherOrder() throws Exception {
        pipeline.source()
                .execute(
                        "CREATE TABLE orders (id int PRIMARY KEY, customer text, total numeric, placed timestamp(3), note text)",
                        "INSERT INTO orders VALUES (1, 'Ada', 1.50, '2026-01-31 12:00:00.001', 'x'), (2, NULL, NULL, NULL, NULL)");
        pipeline.capture(Map.of());
        start("ours_first", OURS_FIRST);
        start("kafkas_first", KAFKAS_FIRST);
        awaitSame();

        pipeline.source()
                .execute(
                        "INSERT INTO orders SELECT id, 'Bob ' || id, id / 4.0, '2026-02-01', 'y' FROM generate_series(3, 9) id",
                        "UPDATE orders SET customer = NULL, total = NULL WHERE id = 1",
                        "UPDATE orders SET placed = '1969-12-31 23:59:59.999', note = NULL WHERE id = 2",
                        "DELETE FROM orders WHERE id IN (3, 4)",
                        "UPDATE orders SET id = id + 100 WHERE id IN (5, 6)");
        awaitSame();

        pipeline.source().execute("TRUNCATE orders", "INSERT INTO orders VALUES (10, 'Eve', 0, NULL, NULL)");
        awaitSame();
    }

    private void start(String schema, Map<String, String> transforms) throws Exception {
        pipeline.target()
                .execute(
                        "CREATE SCHEMA " + schema,
                        "CREATE TABLE " + schema
                                + ".sales (sale int PRIMARY KEY, buyer text, total numeric, placed timestamp, site text)");
        Map<String, String> config = new HashMap<>(pipeline.sinkConfig());
        config.put("unknown.columns", "fail");
        config.putAll(transforms);
        pipeline.start(schema, config);
    }

    private void awaitSame() throws Exception {
        List<String> expected = pipeline.source().column(EXPECTED);
        for (String schema : List.of("ours_first", "kafkas_first")) {
            String query = "SELECT (sale, buyer, total, placed, site)::text FROM " + schema + ".sales ORDER BY sale";
            pipeline.awaitTarget(query, expected.toArray(String[]::new));
        }
    }
}
