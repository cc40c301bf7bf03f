package io.golconde.cli.demo;

import io.golconde.testkit.ConnectRest;
import io.golconde.testkit.ConnectorStatus;
import java.util.List;
import java.util.stream.Collectors;

/** Whether the connectors still run. */
record Health(ConnectRest rest, List<ConnectorFile> connectors) {
    boolean isBad() {
        return connectors.stream().anyMatch(connector -> status(connector).hasFailed());
    }

    /** What the failed connectors say, one paragraph each. */
    String complaints() {
        return connectors.stream()
                .filter(connector -> status(connector).hasFailed())
                .map(connector ->
                        connector.name() + " failed: " + status(connector).traces())
                .collect(Collectors.joining("\n"));
    }

    private ConnectorStatus status(ConnectorFile connector) {
        return rest.status(connector.name());
    }
}
