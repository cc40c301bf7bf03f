package io.golconde.cli.config;

import io.golconde.core.config.NearestName;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A place in a YAML file. Values are texts as they are written: {@code no} is not false here, and 1.10 not 1.1.
 *
 * @param line counted from 1
 * @param path the keys that lead here, with dots between them
 * @param key the last of them
 */
record Entry(Path file, int line, String path, String key, Node node) {
    /** The whole of a file. */
    static Entry read(Path file) {
        try (Reader reader = Files.newBufferedReader(file)) {
            Node root = new Yaml(new LoaderOptions()).compose(reader);
            if (root == null) {
                throw new Mistake(file + ": is empty");
            }
            return new Entry(file, 1, "", "", root);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            // a star begins the name of an alias
            boolean alias = (e.getContext() + e.getProblem()).contains("alias");
            String wayOut = alias ? "; put a text that begins with a star into quotes" : "";
            throw new Mistake(file + ":" + line + ": " + e.getProblem() + wayOut);
        } catch (NoSuchFileException e) {
            throw new Mistake(file + ": there is no such file");
        } catch (IOException e) {
            throw new Mistake(file + ": cannot be read: " + e);
        }
    }

    /** What is wrong here, as one line. */
    Mistake mistake(String what) {
        return new Mistake(file + ":" + line + ": " + (path.isEmpty() ? "" : path + ": ") + what);
    }

    /** The keys and what stands under them, in their order; none where nothing stands. */
    Map<String, Entry> map() {
        if (isNull()) {
            return Map.of();
        }
        if (!(node instanceof MappingNode mapping)) {
            throw mistake("has to have keys below it, as key: value");
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            int keyLine = tuple.getKeyNode().getStartMark().getLine() + 1;
            String key = new Entry(file, keyLine, path, "", tuple.getKeyNode()).text();
            String there = path.isEmpty() ? key : path + "." + key;
            Entry entry = new Entry(file, keyLine, there, key, tuple.getValueNode());
            if (entries.put(key, entry) != null) {
                throw entry.mistake("stands here twice");
            }
        }
        return entries;
    }

    /** The same, where only these keys are known. */
    Map<String, Entry> map(Collection<String> known) {
        Map<String, Entry> entries = map();
        entries.forEach((key, entry) -> {
            if (!known.contains(key)) {
                throw entry.mistake("unknown key " + key + "; the nearest is "
                        + NearestName.of(key, known, 1).get(0) + "; there are " + String.join(", ", known));
            }
        });
        return entries;
    }

    /** What stands under one of the keys of {@link #map}. */
    Entry required(Map<String, Entry> entries, String key) {
        Entry entry = entries.get(key);
        if (entry == null) {
            throw mistake("needs " + key);
        }
        return entry;
    }

    String text() {
        if (isNull() || !(node instanceof ScalarNode scalar)) {
            throw mistake("has to be a text");
        }
        return scalar.getValue();
    }

    /** Several texts, or one. */
    List<Entry> list() {
        return node instanceof SequenceNode sequence
                ? sequence.getValue().stream()
                        .map(item -> new Entry(file, item.getStartMark().getLine() + 1, path, key, item))
                        .toList()
                : List.of(this);
    }

    boolean isNull() {
        return node.getTag().equals(Tag.NULL);
    }
}
