package io.golconde.it.neighbours;

import io.golconde.it.Pipeline;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Debezium's source connector reads from the log, our transforms and our sink take. */
@Tag("neighbours")
class DebeziumSourceTest {
    private static final Map<String, String> TRANSFORMS = Map.ofEntries(
            Map.entry("transforms.unwrap.type", "io.golconde.smt.Unwrap"),
            Map.entry("transforms.unwrap.add.fields", "op,source.table:origin"),
            Map.entry("transforms.set.type", "io.golconde.smt.SetColumns"),
            Map.entry("transforms.set.facts", "__origin:table"),
            Map.entry("transforms.filter.type", "io.golconde.smt.FilterChanges"),
            Map.entry("transforms.filter.table", "public\\.pairs"),
            Map.entry("transforms.filter.condition", "a <> 4 AND (c IS NULL OR c <> 'hidden')"),
            Map.entry("transforms.rename.type", "io.golconde.smt.RenameColumns"),
            Map.entry("transforms.rename.renames", "a:first,b:second,c:remark,__origin:origin"),
            Map.entry("transforms.route.type", "io.golconde.smt.RouteTable"),
            Map.entry("transforms.route.tables", "public.pairs:other.couples"),
            Map.entry("transforms.route.pattern", "public\\.(.*)"),
            Map.entry("transforms.route.replacement", "other.$1"));

    private static final String COUPLES = "SELECT c::text FROM other.couples c ORDER BY first";

    @Test
    void allKindsOfChangesAndTypesReachTheTarget() throws Exception {
        String name = "from_debezium";
        try (Pipeline pipeline = Neighbourhood.pipeline(name)) {
            pipeline.source().run("neighbours/rows.sql");
            pipeline.start(pipeline.sourceConnector(), Neighbourhood.debeziumSource(name));
            pipeline.apply(Map.of());
            Neighbourhood.awaitSame(pipeline);

            pipeline.source().run("neighbours/changes.sql");

            Neighbourhood.awaitSame(pipeline);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            debezium_unwrapped | unwrap,filter,rename,route
            debezium_enveloped | set,filter,rename,route
            """)
    void transformsMakeAnotherTableOfIt(String name, String chain) throws Exception {
        try (Pipeline pipeline = Neighbourhood.pipeline(name)) {
            pipeline.target()
                    .execute(
                            "CREATE SCHEMA other",
                            "CREATE TABLE other.couples (first int, second text, remark text, origin text, PRIMARY KEY (first, second))",
                            "CREATE TABLE other.log (id int PRIMARY KEY, line text)",
                            "CREATE TABLE other.things (id int PRIMARY KEY)");
            pipeline.source().run("neighbours/rows.sql");
            pipeline.start(pipeline.sourceConnector(), Neighbourhood.debeziumSource(name));
            Map<String, String> settings = new HashMap<>(TRANSFORMS);
            settings.put("transforms", chain);
            pipeline.apply(settings);
            pipeline.awaitTarget(COUPLES, "(1,x,first,pairs)", "(2,y,second,pairs)");

            pipeline.source().run("neighbours/changes.sql");
            pipeline.source()
                    .execute(
                            "INSERT INTO pairs VALUES (4, 'not', 'sent')", "UPDATE pairs SET c = 'hidden' WHERE a = 3");

            pipeline.awaitTarget(COUPLES, "(1,z,first,pairs)", "(2,y,again,pairs)");
            pipeline.awaitTarget("SELECT string_agg(l::text, ' ') FROM other.log l", "(2,after)");
            pipeline.awaitTarget("SELECT string_agg(id::text, ' ' ORDER BY id) FROM other.things", "1 4 5 30");
        }
    }
}
