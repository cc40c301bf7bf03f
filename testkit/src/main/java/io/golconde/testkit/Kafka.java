package io.golconde.testkit;

/** A Kafka cluster, of one broker or of several. */
public interface Kafka {
    String bootstrapServers();
}
