package io.golconde.sink.record;

import io.golconde.core.sql.Identifier;
import io.golconde.core.sql.TableName;
import io.golconde.sink.statement.TargetTable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which records are divided among several tables:
 *
 * <pre>
 *   customer -> person(id, name), address(customer_id=id, street); orders -> archive.orders, totals(id, total)
 * </pre>
 *
 * Before the arrow is the table that the record would go to, behind it are those that it goes to instead, each with its
 * columns and, behind an equals sign, the fields that they take if these have other names. Without columns a table takes
 * all that it has.
 *
 * @param rules by the name before the arrow, the table alone or schema and table
 */
public record TableMapping(Map<List<String>, List<MappedTable>> rules) {
    /** No record is divided. */
    public static final TableMapping NONE = new TableMapping(Map.of());

    private static final String NAME = "[^\\s.,;()=]+(?:\\.[^\\s.,;()=]+)?";
    private static final Pattern RULE = Pattern.compile("\\s*(" + NAME + ")\\s*->(.*)", Pattern.DOTALL);
    private static final Pattern TABLE = Pattern.compile("\\s*(" + NAME + ")\\s*(?:\\(([^()]*)\\))?\\s*(,|$)");
    private static final Pattern COLUMN = Pattern.compile("\\s*([^\\s=]+)\\s*(?:=\\s*([^\\s=]+)\\s*)?");

    /** Reads a mapping; an {@link IllegalArgumentException} says what is wrong with it. */
    public static TableMapping parse(String text) {
        Map<List<String>, List<MappedTable>> rules = new LinkedHashMap<>();
        for (String part : text.isBlank() ? new String[0] : text.split(";", -1)) {
            Matcher rule = RULE.matcher(part);
            if (!rule.matches()) {
                throw unlike(part);
            }
            if (rules.put(parts(rule.group(1)), tables(rule.group(2))) != null) {
                throw new IllegalArgumentException("divides " + rule.group(1) + " twice");
            }
        }
        return new TableMapping(rules);
    }

    /** The tables among which the records for one are divided, empty where they are not. */
    List<MappedTable> of(TableName table, Tables tables) throws SQLException {
        if (rules.isEmpty()) {
            return List.of();
        }
        Identifier schema = tables.defaultSchema();
        return rules.entrySet().stream()
                .filter(rule -> MappedTable.tableName(rule.getKey(), schema).equals(table))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(List.of());
    }

    /** What is wrong with the columns of a table of the target. */
    public List<String> refusals(TargetTable table, Identifier defaultSchema) {
        return rules.values().stream()
                .flatMap(List::stream)
                .filter(part -> part.in(defaultSchema).equals(table.name()))
                .map(part -> part.refusal(table))
                .filter(Objects::nonNull)
                .toList();
    }

    private static List<MappedTable> tables(String text) {
        Map<List<String>, MappedTable> tables = new LinkedHashMap<>();
        Matcher table = TABLE.matcher(text);
        int position = 0;
        do {
            if (!table.find(position) || table.start() != position) {
                throw unlike(text);
            }
            List<String> name = parts(table.group(1));
            Map<String, String> fields = table.group(2) == null ? Map.of() : fields(table.group(2));
            if (tables.put(name, new MappedTable(name, fields)) != null) {
                throw new IllegalArgumentException("names " + table.group(1) + " twice for the same records");
            }
            position = table.end();
        } while (table.group(3).equals(","));
        return new ArrayList<>(tables.values());
    }

    private static Map<String, String> fields(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String part : text.split(",", -1)) {
            Matcher column = COLUMN.matcher(part);
            if (!column.matches()) {
                throw unlike(text);
            }
            String name = column.group(1);
            if (fields.put(name, column.group(2) == null ? name : column.group(2)) != null) {
                throw new IllegalArgumentException("names column " + name + " twice for the same table");
            }
        }
        return fields;
    }

    private static List<String> parts(String name) {
        return List.of(name.split("\\.", -1));
    }

    private static IllegalArgumentException unlike(String text) {
        return new IllegalArgumentException(
                "must be like customer -> person(id, name), address(customer_id=id, street);" + " cannot be read: "
                        + text.strip());
    }
}
