package io.golconde.cli.demo;

import io.golconde.testkit.ConnectRest;
import io.golconde.testkit.ConnectorStatus;
import java.util.List;

/** Whether the connectors still run. */
record Health(ConnectRest rest, List<ConnectorFile> connectors) {
    boolean isBad() {
        return connectors.stream().anyMatch(connector -> status(connector).hasFailed());
    }

    /** What the failed connectors say. */
    List<String> complaints() {
        return connectors.stream()
                .filter(connector -> status(connector).hasFailed())
                .map(connector ->
                        connector.name() + " failed: " + status(connector).traces())
                .toList();
    }

    private ConnectorStatus status(ConnectorFile connector) {
        return rest.status(connector.name());
    }
}
