package io.golconde.testkit;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Names that PostgreSQL takes, of pieces that mean something where they are not quoted. No two are the same. */
public final class HostileNames {
    private static final int LONGEST = 63;
    private static final List<String> PIECES = List.of(
            "\"",
            "\"\"",
            "'",
            "''",
            "\\",
            "\\'",
            "$$",
            "$1",
            "$function$",
            "$template$",
            "%",
            "%s",
            "%I",
            "%1$s",
            "%%",
            ";",
            "--",
            "/*",
            "*/",
            "\n",
            "\r\n",
            "\t",
            "\u0001",
            "\u202e",
            "\u00a0",
            "\ufeff",
            "é",
            "漢字",
            "😀",
            " ",
            "  ",
            ".",
            ",",
            "(",
            ")",
            "{",
            "}",
            "{fn now()}",
            "[",
            "]",
            "?",
            "??",
            ":x",
            "::int",
            "@",
            "&",
            "|",
            "=",
            "<",
            ">",
            "~",
            "#",
            "`",
            "^",
            "0",
            "1e9",
            "NULL",
            "true",
            "-1",
            "select",
            "user",
            "table",
            "OLD",
            "NEW",
            "old_rows",
            "kept",
            "slot",
            "changed",
            "found",
            "lsn",
            "txid",
            "op",
            "at",
            "origin",
            "place",
            "t",
            "q",
            "u",
            "c1",
            "c2",
            "golconde",
            "pg_catalog",
            "public",
            "main",
            "__op",
            "__debezium",
            "U&\"",
            "E'",
            "DROP SCHEMA golconde CASCADE",
            "\"; DROP TABLE canary; --",
            "'; DROP TABLE canary; --",
            "$$; DROP TABLE canary; $$",
            "\"); DROP TABLE canary; --",
            "'); DROP TABLE canary; --",
            "*/ DROP TABLE canary; /*",
            "\n; DROP TABLE canary;\n");

    private static final Set<String> TAKEN = Set.of("public", "golconde", "main");

    private final Random random;
    private final Set<String> given = new HashSet<>();

    public HostileNames(long seed) {
        this.random = new Random(seed);
    }

    /** A name for any kind of object, which no object has before. */
    public String next() {
        String name;
        do {
            name = cut(pieces(1 + random.nextInt(random.nextInt(10) == 0 ? 40 : 4)));
        } while (name.isBlank() || name.startsWith("pg_") || TAKEN.contains(name) || !given.add(name));
        return name;
    }

    /** Any text, for a value. */
    public String text() {
        return pieces(random.nextInt(12));
    }

    private String pieces(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    /** PostgreSQL cuts what is longer, which would not be the same name. */
    private static String cut(String name) {
        String shorter = name;
        while (shorter.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            shorter = shorter.substring(0, shorter.offsetByCodePoints(shorter.length(), -1));
        }
        return shorter;
    }
}
