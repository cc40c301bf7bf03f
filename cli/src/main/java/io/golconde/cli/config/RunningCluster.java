package io.golconde.cli.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.golconde.testkit.ConnectRest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The connectors of a file beside those that a Connect cluster runs under the same names. */
record RunningCluster(ConnectRest rest) {
    private static final Pattern SECRET = Pattern.compile("(?i).*(password|secret|hash\\.key|jaas).*");

    static RunningCluster at(URI url) {
        if (url.getHost() == null || !String.valueOf(url.getScheme()).matches("https?")) {
            throw new Mistake(
                    "--diff and --apply take the URL of a Connect worker, such as http://localhost:8083, found: "
                            + url);
        }
        ConnectRest rest = new ConnectRest(url);
        if (!rest.isReady()) {
            throw new Mistake("Connect does not answer at " + url);
        }
        return new RunningCluster(rest);
    }

    /** One line for each setting that is not the same; none where a connector is as the file has it. */
    List<String> difference(Connector connector) {
        Optional<Map<String, String>> running = running(connector);
        if (running.isEmpty()) {
            return List.of(connector.name() + ": is not there");
        }
        TreeSet<String> settings = new TreeSet<>(connector.config().keySet());
        settings.addAll(running.get().keySet());
        List<String> lines = new ArrayList<>();
        for (String setting : settings) {
            String there = running.get().get(setting);
            String wanted = connector.config().get(setting);
            if (!Objects.equals(there, wanted)) {
                addLine(lines, "  - ", setting, there);
                addLine(lines, "  + ", setting, wanted);
            }
        }
        if (!lines.isEmpty()) {
            lines.add(0, connector.name() + ": differs (- as it runs, + as the file has it)");
        }
        return lines;
    }

    private static void addLine(List<String> lines, String sign, String setting, @Nullable String value) {
        if (value != null) {
            boolean hidden = SECRET.matcher(setting).matches() && !Link.isReference(value);
            lines.add(sign + setting + ": " + (hidden ? "(not shown)" : value));
        }
    }

    /** The settings of the connector of that name; Connect adds the name to them. */
    private Optional<Map<String, String>> running(Connector connector) {
        return rest.config(connector.name()).map(config -> {
            config.remove("name");
            return config;
        });
    }

    /** What the worker says to a connector that it does not have yet. */
    List<String> problems(Connector connector) {
        Map<String, String> named = new TreeMap<>(connector.config());
        named.put("name", connector.name());
        JsonNode answer = rest.validate(Objects.requireNonNull(named.get(Connector.CLASS)), named);
        List<String> problems = new ArrayList<>();
        for (JsonNode setting : answer.path("configs")) {
            JsonNode value = setting.path("value");
            value.path("errors")
                    .forEach(error -> problems.add(connector.name() + ": "
                            + value.path("name").asText() + ": " + Mistake.withoutSetting(error.asText())));
        }
        return problems;
    }

    void put(Connector connector) {
        rest.put(connector.name(), connector.config());
    }
}
