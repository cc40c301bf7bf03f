package io.golconde.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who brings changes into the target. */
enum Applying {
    GOLCONDE("Golconde's sink") {
        @Override
        Applier prepare(Databases databases, String topic) {
            return new Sink(databases, "config-examples/mirror-sink.json", topic);
        }
    },
    DEBEZIUM("Debezium's JDBC sink") {
        @Override
        Applier prepare(Databases databases, String topic) {
            return new Sink(databases, "benchmarks/debezium/debezium-sink.json", topic);
        }
    },
    COPY("A loop of COPY into a temporary table and INSERT ON CONFLICT") {
        @Override
        Applier prepare(Databases databases, String topic) throws SQLException {
            return new CopyLoop(databases, databases.target());
        }
    },
    ROW_BY_ROW("A client, one transaction a row") {
        @Override
        Applier prepare(Databases databases, String topic) throws SQLException {
            return new RowByRow(databases, databases.target());
        }
    },
    NATIVE("Native logical replication") {
        @Override
        Applier prepare(Databases databases, String topic) throws SQLException {
            NativePipeline pipeline = NativePipeline.start(databases, false);
            pipeline.pause();
            return new Subscription(pipeline);
        }
    };

    private final String label;

    Applying(String label) {
        this.label = label;
    }

    /**
     * Gets ready; the source's changes are written afterwards.
     *
     * @param topic which has the same changes, for those who read topics
     */
    abstract Applier prepare(Databases databases, String topic) throws SQLException;

    @Override
    public String toString() {
        return label;
    }

    private static final class Sink implements Applier {
        private final Databases databases;
        private final String file;
        private final String topic;
        private @Nullable RunningConnector connector; // null until it runs

        Sink(Databases databases, String file, String topic) {
            this.databases = databases;
            this.file = file;
            this.topic = topic;
        }

        @Override
        public void apply() throws IOException {
            Map<String, String> settings = Map.of("topics.regex", topic.replace(".", "\\."));
            connector = RunningConnector.start(databases, databases.name() + "-sink", file, settings);
        }

        @Override
        public void close() {
            Objects.requireNonNull(connector).close();
        }
    }

    private record Subscription(NativePipeline pipeline) implements Applier {
        @Override
        public void apply() throws SQLException {
            pipeline.resume();
        }

        @Override
        public void close() throws SQLException {
            pipeline.close();
        }
    }
}
