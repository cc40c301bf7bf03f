package io.golconde.source.install;

import io.golconde.core.sql.Identifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What identifies a row of a table without a primary key.
 *
 * @param columns by a regular expression for {@code schema.table}; the first one that matches counts
 */
public record NamedKeys(Map<String, List<Identifier>> columns) {
    public static final NamedKeys NONE = new NamedKeys(Map.of());

    public NamedKeys {
        columns = new LinkedHashMap<>(columns);
    }

    /** The columns named for a table, {@code schema.table}; none where there are none. */
    public List<Identifier> of(String table) {
        return columns.entrySet().stream()
                .filter(entry -> Pattern.compile(entry.getKey(), Pattern.CASE_INSENSITIVE)
                        .matcher(table)
                        .matches())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(List.of());
    }
}
