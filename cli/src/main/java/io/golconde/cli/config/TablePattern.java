package io.golconde.cli.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables that {@code schema.table} means, in which {@code *} stands for any part of one of the two names. */
record TablePattern(String name) {
    private static final String DEFAULT_SCHEMA = "public.";
    private static final String ANY = "[^.]*";
    private static final Pattern FORM = Pattern.compile("[^.,:\\s]+\\.[^.,:]*[^.,:\\s]");
    /** What the topic of a table has an underscore for. */
    private static final Pattern NOT_IN_TOPICS = Pattern.compile("[^A-Za-z0-9._*-]");

    private static final Pattern SPECIAL = Pattern.compile("[^A-Za-z0-9_ ]");

    static TablePattern of(Entry entry, String text) {
        String name = text.contains(".") ? text : DEFAULT_SCHEMA + text;
        if (!FORM.matcher(name).matches()) {
            throw entry.mistake("has to name a table as schema.table, found: " + text);
        }
        return new TablePattern(name);
    }

    boolean isOneTable() {
        return name.indexOf('*') < 0;
    }

    /** A regular expression for {@code schema.table}. */
    String regex() {
        return regexOf(name, ANY);
    }

    /** The same, with a group for each star. */
    String regexWithGroups() {
        return regexOf(name, "(" + ANY + ")");
    }

    /** The topic's name, or a regular expression for it. */
    String topic(String prefix, boolean asRegex) {
        String topic = NOT_IN_TOPICS.matcher(prefix + '.' + name).replaceAll("_");
        return asRegex ? regexOf(topic, ANY) : topic;
    }

    boolean covers(TablePattern other) {
        return Pattern.compile(regex()).matcher(other.name).matches();
    }

    private static String regexOf(String name, String star) {
        return SPECIAL.matcher(name)
                .replaceAll(found -> Matcher.quoteReplacement(found.group().equals("*") ? star : "\\" + found.group()));
    }
}
