package io.golconde.testkit;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A broker that is a controller, too: its number, and its two ports on 127.0.0.1. */
record KafkaNode(int id, int port, int controllerPort) {
    /** The nodes of one cluster, which all of them know. */
    record Cluster(String id, List<KafkaNode> nodes) {
        static Cluster of(int size) {
            return new Cluster(
                    clusterId(),
                    IntStream.rangeClosed(1, size)
                            .mapToObj(id -> new KafkaNode(id, FreePort.choose(), FreePort.choose()))
                            .toList());
        }

        String voters() {
            return nodes.stream()
                    .map(node -> node.id + "@127.0.0.1:" + node.controllerPort)
                    .collect(Collectors.joining(","));
        }

        /** How many must have a record before it counts: one may be away where there are three. */
        int majority() {
            return nodes.size() / 2 + 1;
        }

        /** Kafka writes a UUID as 22 characters of URL-safe Base64, which may begin with a dash. */
        private static String clusterId() {
            UUID id = UUID.randomUUID();
            byte[] bytes = ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits())
                    .array();
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        }
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    String listeners() {
        return "PLAINTEXT://" + address() + ",CONTROLLER://127.0.0.1:" + controllerPort;
    }
}
