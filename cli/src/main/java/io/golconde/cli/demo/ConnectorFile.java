package io.golconde.cli.demo;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One of the connectors in {@code config-examples}: a JSON file whose content is put to Connect's REST interface.
 *
 * @param name the file's name without its end, which becomes the connector's name
 */
public record ConnectorFile(String name, Map<String, String> config) {
    /** Where the files say that addresses and passwords are. */
    private static final String SECRETS = "/etc/golconde/";

    private static final String END = ".json";

    public static ConnectorFile read(Path file) throws IOException {
        String name = file.getFileName().toString();
        return new ConnectorFile(
                name.substring(0, name.length() - END.length()),
                new ObjectMapper().readValue(file.toFile(), new TypeReference<TreeMap<String, String>>() {}));
    }

    /** All connectors of a folder, by name. */
    static List<ConnectorFile> readAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> sorted =
                    files.filter(file -> file.toString().endsWith(END)).sorted().toList();
            List<ConnectorFile> connectors = new ArrayList<>();
            for (Path file : sorted) {
                connectors.add(read(file));
            }
            return connectors;
        }
    }

    /** The same connector, with addresses and passwords in the given folder. */
    public ConnectorFile withSecretsIn(Path folder) {
        Map<String, String> changed = new TreeMap<>(config);
        changed.replaceAll((setting, value) -> value.replace(SECRETS, folder.toAbsolutePath() + "/"));
        return new ConnectorFile(name, changed);
    }

    /** Writes the connector as a file of the same form. */
    void writeTo(Path folder) throws IOException {
        new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValue(folder.resolve(name + END).toFile(), config);
    }
}
