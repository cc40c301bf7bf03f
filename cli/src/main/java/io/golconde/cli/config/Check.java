package io.golconde.cli.config;

import io.golconde.core.sql.SqlState;
import io.golconde.sink.GolcondeSinkConnector;
import io.golconde.source.GolcondeSourceConnector;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigValue;

/**
 * What the connectors say to their settings, here and without a worker. A database is asked where it can be reached.
 *
 * @param problems what has to be changed
 * @param notes what could not be checked
 */
record Check(List<String> problems, List<String> notes) {
    private static final String CONNECTION = "connection.";
    private static final String URL = "connection.url";
    /** SQLSTATE of a connection that could not be made. */
    private static final String NO_SERVER = "08001";

    private static final String TABLE_NAME_FORMAT = "table.name.format";
    /** Where no server is: the connector then checks all else. */
    private static final String NOWHERE = "jdbc:postgresql://127.0.0.1:1/unknown";

    static Check of(List<Connector> connectors) {
        Check check = new Check(new ArrayList<>(), new ArrayList<>());
        connectors.forEach(check::add);
        return check;
    }

    private void add(Connector connector) {
        References references = References.resolve(connector.config());
        Optional<String> obstacle = obstacle(references);
        obstacle.ifPresent(reason -> notes.add(connector.name() + ": the database is not asked: " + reason));
        Map<String, String> settings = new TreeMap<>(references.settings());
        settings.put("name", connector.name());
        if (obstacle.isPresent()) {
            settings.put(URL, NOWHERE);
        }
        nameTables(connector, settings);
        for (ConfigValue value : answers(connector, settings)) {
            boolean asked = obstacle.isEmpty() || !value.name().startsWith(CONNECTION);
            if (asked && !references.unread().contains(value.name())) {
                value.errorMessages()
                        .forEach(message -> problems.add(
                                connector.name() + ": " + value.name() + ": " + Mistake.withoutSetting(message)));
            }
        }
    }

    /** A sink does not know what its transforms make of the topics; as topics it looks at the tables where they lead. */
    private static void nameTables(Connector connector, Map<String, String> settings) {
        if (!connector.tables().isEmpty() && !settings.containsKey(TABLE_NAME_FORMAT)) {
            settings.keySet().removeIf(name -> name.startsWith("transforms"));
            settings.remove("topics.regex");
            settings.put("topics", String.join(",", connector.tables()));
        }
    }

    private static List<ConfigValue> answers(Connector connector, Map<String, String> settings) {
        return (connector.isSource()
                        ? new GolcondeSourceConnector().validate(settings)
                        : new GolcondeSinkConnector().validate(settings))
                .configValues();
    }

    /** Why the database cannot be asked; that it refuses the role is a finding of the connector's. */
    private static Optional<String> obstacle(References references) {
        Optional<String> unread = references.unread().stream()
                .filter(name -> name.startsWith(CONNECTION))
                .findFirst();
        if (unread.isPresent()) {
            return unread.map(name -> name + " is a reference that cannot be read here");
        }
        Map<String, String> settings = references.settings();
        String url = Objects.requireNonNull(settings.get(URL));
        if (!url.startsWith("jdbc:postgresql:")) {
            return Optional.empty();
        }
        try {
            references.database().open().close();
            return Optional.empty();
        } catch (SQLException e) {
            return SqlState.of(e).code().equals(NO_SERVER)
                    ? Optional.of(url + " cannot be reached from here")
                    : Optional.empty();
        }
    }
}
