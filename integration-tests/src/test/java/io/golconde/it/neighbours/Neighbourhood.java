package io.golconde.it.neighbours;

import io.golconde.it.Cluster;
import io.golconde.it.Pipeline;
import io.golconde.it.examples.Example;
import io.golconde.testkit.ConnectWorker;
import io.golconde.testkit.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A worker that has Debezium's connectors beside ours, and a source whose log they may read. For all tests of this JVM. */
record Neighbourhood(ConnectWorker worker, PostgresServer source) {
    private static final Path DEBEZIUM = Path.of("target", "debezium");

    /** A scenario whose source and target have the same tables. */
    static Pipeline pipeline(String name) throws Exception {
        Pipeline pipeline = new Pipeline(name, Shared.NEIGHBOURHOOD.worker.rest(), Shared.NEIGHBOURHOOD.source);
        pipeline.source().run("neighbours/tables.sql");
        pipeline.target().run("neighbours/tables.sql");
        return pipeline;
    }

    /** A folder of config-examples, run here. */
    static Example example(String name, Path secrets) throws Exception {
        return Example.run(name, Shared.NEIGHBOURHOOD.worker.rest(), Shared.NEIGHBOURHOOD.source, secrets);
    }

    /** Waits until all of the tables are the same. */
    static void awaitSame(Pipeline pipeline) throws Exception {
        for (String table : List.of("things", "pairs", "log")) {
            pipeline.awaitSame(table);
        }
    }

    /** Debezium's source connector for schema public, with all changes that it can send, and values as exact as it can. */
    static Map<String, String> debeziumSource(String name) {
        return Map.ofEntries(
                Map.entry("connector.class", "io.debezium.connector.postgresql.PostgresConnector"),
                Map.entry("tasks.max", "1"),
                Map.entry("database.hostname", "127.0.0.1"),
                Map.entry("database.port", Integer.toString(Shared.NEIGHBOURHOOD.source.port())),
                Map.entry("database.dbname", name),
                Map.entry("database.user", PostgresServer.SUPERUSER),
                Map.entry("topic.prefix", name),
                Map.entry("table.include.list", "public\\..*"),
                Map.entry("plugin.name", "pgoutput"),
                Map.entry("slot.name", name),
                Map.entry("publication.autocreate.mode", "filtered"),
                Map.entry("skipped.operations", "none"),
                Map.entry("decimal.handling.mode", "string"),
                Map.entry("hstore.handling.mode", "map"),
                Map.entry("interval.handling.mode", "string"),
                Map.entry("poll.interval.ms", "10"));
    }

    private static Neighbourhood start() {
        if (!Files.isDirectory(DEBEZIUM)) {
            throw new IllegalStateException("no connectors in " + DEBEZIUM + ": build with -Pneighbours");
        }
        return new Neighbourhood(
                Cluster.shared().startWorker("neighbours", DEBEZIUM, Map.of()),
                Cluster.startPostgres("neighbours-source", Map.of("wal_level", "logical")));
    }

    private static final class Shared {
        static final Neighbourhood NEIGHBOURHOOD = start();
    }
}
