package io.golconde.it.converters;

import io.golconde.it.Pipeline;
import java.util.List;
import java.util.Map;

/** A scenario that is the same with every converter: tables with columns of all types, and all kinds of changes. */
final class Everything {
    private Everything() {}

    /** Plays it with connectors that both have these settings. */
    static void reachesTheTarget(Pipeline pipeline, Map<String, String> settings) throws Exception {
        pipeline.source().run("neighbours/tables.sql");
        pipeline.target().run("neighbours/tables.sql");
        pipeline.source().run("neighbours/rows.sql");
        pipeline.source().run("converters/extremes.sql");
        pipeline.capture(settings);
        pipeline.apply(settings);
        awaitSame(pipeline);

        pipeline.source().run("neighbours/changes.sql");
        awaitSame(pipeline);
    }

    private static void awaitSame(Pipeline pipeline) throws Exception {
        for (String table : List.of("things", "pairs", "log")) {
            pipeline.awaitSame(table);
        }
    }
}
