package io.golconde.cli.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code column: null}, {@code hash}, {@code fixed(text)} and {@code partial(first, last)}. */
final class Masks {
    /** Columns with the same mask share a transform. */
    private static final Pattern MASK = Pattern.compile(
            "(?<plain>null|hash|fixed)|fixed\\((?<text>[^()]*)\\)|partial\\((?<first>\\d+), *(?<last>\\d+)\\)");

    private Masks() {}

    static List<Map<String, String>> settings(Entry entry) {
        Map<Map<String, String>, List<String>> columns = new LinkedHashMap<>();
        entry.map()
                .forEach((column, mask) -> columns.computeIfAbsent(mask(mask), first -> new ArrayList<>())
                        .add(column));
        List<Map<String, String>> settings = new ArrayList<>();
        columns.forEach((mask, names) -> {
            Map<String, String> all = new LinkedHashMap<>();
            all.put("columns", String.join(",", names));
            all.putAll(mask);
            settings.add(all);
        });
        return settings;
    }

    private static Map<String, String> mask(Entry entry) {
        String text = entry.isNull() ? "null" : entry.text();
        Matcher mask = MASK.matcher(text);
        if (!mask.matches()) {
            throw entry.mistake("has to be null, hash, fixed, fixed(text) or partial(first, last), found: " + text);
        }
        Map<String, String> settings = new LinkedHashMap<>();
        if (mask.group("plain") != null) {
            settings.put("mask", text);
        } else if (mask.group("text") != null) {
            settings.put("mask", "fixed");
            settings.put("fixed.value", mask.group("text"));
        } else {
            settings.put("mask", "partial");
            settings.put("keep.first", mask.group("first"));
            settings.put("keep.last", mask.group("last"));
        }
        return settings;
    }
}
