package io.golconde.it;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Rows of several databases in one, in a schema for each: by a header that their sources set, and by the database. */
class RoutesTest {
    @AutoClose
    private final Pipeline north = new Pipeline("routes_north");

    @AutoClose
    private final Pipeline south = new Pipeline("routes_south");

    @Test
    void keepTheRowsOfEachDatabaseApart() throws Exception {
        for (String schema : List.of("cold", "warm", "north", "south")) {
            north.target()
                    .execute(
                            "CREATE SCHEMA " + schema,
                            "CREATE TABLE " + schema + ".item (id int PRIMARY KEY, name text)");
        }
        capture(north, "cold");
        capture(south, "warm");
        apply(
                "by_header",
                Map.of(
                        "transforms.route.header", "climate",
                        "transforms.route.pattern", "public\\.(.*)=(.*)",
                        "transforms.route.replacement", "$2.$1"));
        apply("by_database", Map.of("transforms.route.databases", "routes_north:north,routes_south:south"));
        for (Pipeline pipeline : List.of(north, south)) {
            pipeline.source()
                    .execute(
                            "DELETE FROM item WHERE id = 1",
                            "UPDATE item SET id = 30 WHERE id = 3",
                            "UPDATE item SET name = 'new' WHERE id = 30");
        }
        for (String schema : List.of("cold", "north")) {
            awaitRows(schema, "2|routes_north", "30|new");
        }
        for (String schema : List.of("warm", "south")) {
            awaitRows(schema, "2|routes_south", "30|new");
        }

        south.source().execute("TRUNCATE item");
        north.source().execute("INSERT INTO item VALUES (4, 'last')");

        for (String schema : List.of("warm", "south")) {
            awaitRows(schema);
        }
        for (String schema : List.of("cold", "north")) {
            awaitRows(schema, "2|routes_north", "4|last", "30|new");
        }
    }

    private static void capture(Pipeline pipeline, String climate) throws Exception {
        String name = pipeline.source().name();
        pipeline.source()
                .execute(
                        "CREATE TABLE item (id int PRIMARY KEY, name text)",
                        "INSERT INTO item VALUES (1, '" + name + "'), (2, '" + name + "'), (3, 'old')");
        pipeline.capture(Map.of(
                "transforms", "climate",
                "transforms.climate.type", "org.apache.kafka.connect.transforms.InsertHeader",
                "transforms.climate.header", "climate",
                "transforms.climate.value.literal", climate));
    }

    private void apply(String connector, Map<String, String> route) {
        Map<String, String> config = north.sinkConfig();
        config.putAll(route);
        config.putAll(Map.of(
                "topics.regex", "routes_(north|south)\\.public\\..*",
                "transforms", "route",
                "transforms.route.type", "io.golconde.smt.RouteTable"));
        north.start(connector, config);
    }

    private void awaitRows(String schema, String... rows) {
        north.awaitTarget("SELECT id || '|' || name FROM " + schema + ".item ORDER BY id", rows);
    }
}
