package io.golconde.source.install;

import io.golconde.core.sql.TableName;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The tables to capture, by their {@code schema.table}. System schemas and golconde's own never match.
 *
 * @param include patterns for the whole name; an empty list includes all
 * @param exclude patterns for names that are included, and not meant
 */
public record TableSelection(List<Pattern> include, List<Pattern> exclude) {
    private static final Pattern SYSTEM = Pattern.compile("(golconde|information_schema|pg_.*)\\..*", Pattern.DOTALL);

    public TableSelection {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
    }

    public boolean matches(TableName table) {
        String name = table.toString();
        return !SYSTEM.matcher(name).matches()
                && (include.isEmpty() || matchesAny(include, name))
                && !matchesAny(exclude, name);
    }

    List<SourceTable> of(List<SourceTable> all) {
        return all.stream().filter(table -> matches(table.name())).toList();
    }

    /** The patterns to include that none of the tables has the name for. */
    List<Pattern> unmatched(List<SourceTable> all) {
        return include.stream()
                .filter(pattern -> all.stream()
                        .noneMatch(table ->
                                pattern.matcher(table.name().toString()).matches()))
                .toList();
    }

    private static boolean matchesAny(List<Pattern> patterns, String name) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(name).matches());
    }
}
