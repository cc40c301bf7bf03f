package io.golconde.benchmarks;

import java.io.IOException;
import java.util.Map;

/** A source and a sink connector, with connectors, topics and the like named after the databases. */
record ConnectPipeline(RunningConnector source, RunningConnector sink) implements Pipeline {
    /**
     * Registers both connectors.
     *
     * @param sourceFile file with the configuration of the source connector
     * @param sinkFile file with the configuration of the sink connector
     */
    static ConnectPipeline start(Databases databases, String sourceFile, String sinkFile) throws IOException {
        String name = databases.name();
        return new ConnectPipeline(
                RunningConnector.start(databases, name + "-source", sourceFile, Map.of("topic.prefix", name)),
                RunningConnector.start(
                        databases, name + "-sink", sinkFile, Map.of("topics.regex", name + "\\.public\\..*")));
    }

    @Override
    public void pause() {
        source.stop();
    }

    @Override
    public void resume() {
        source.resume();
    }

    @Override
    public void close() {
        source.close();
        sink.close();
    }
}
