package io.golconde.sink.record;

import io.golconde.core.sql.Identifier;
import io.golconde.core.sql.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.connect.errors.DataException;

/**
 * How the name of a record's table is made. The format is split at dots outside of the variables into schema and table;
 * {@code ${topic}} alone is split by the topic's own dots: {@code table}, {@code schema.table} or
 * {@code prefix.schema.table}.
 */
public final class TableNameFormat {
    public static final String TOPIC = "topic";
    public static final String SOURCE_SCHEMA = "source.schema";
    public static final String SOURCE_TABLE = "source.table";

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");
    private static final List<String> VARIABLES = List.of(TOPIC, SOURCE_SCHEMA, SOURCE_TABLE);

    private final String format;
    private final List<String> parts;

    private TableNameFormat(String format, List<String> parts) {
        this.format = format;
        this.parts = parts;
    }

    /** Reads a format; an {@link IllegalArgumentException} says what is wrong with it. */
    public static TableNameFormat parse(String format) {
        List<String> parts = split(format);
        if (parts.size() > 2 || parts.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("must be table or schema.table, each of them not empty");
        }
        VARIABLE.matcher(format).results().forEach(variable -> {
            if (!VARIABLES.contains(variable.group(1))) {
                throw new IllegalArgumentException("knows only the variables ${topic}, ${source.schema} and "
                        + "${source.table}, not " + variable.group());
            }
        });
        return new TableNameFormat(format, parts);
    }

    /** Whether the name depends on more than the topic. */
    public boolean needsSource() {
        return format.contains("${" + SOURCE_SCHEMA + '}') || format.contains("${" + SOURCE_TABLE + '}');
    }

    /** The table of a topic's records, where they need no source to tell it. */
    public TableName ofTopic(String topic, Tables tables) throws SQLException {
        return table(Map.of(TOPIC, topic), tables);
    }

    TableName table(Map<String, String> variables, Tables tables) throws SQLException {
        List<String> names = names(variables);
        return names.size() == 1
                ? new TableName(tables.defaultSchema(), new Identifier(names.get(0)))
                : TableName.of(names.get(0), names.get(1));
    }

    /** The table alone, or schema and table. */
    List<String> names(Map<String, String> variables) {
        return format.equals("${" + TOPIC + '}')
                ? partsOf(value(TOPIC, variables))
                : parts.stream().map(part -> filled(part, variables)).toList();
    }

    private static List<String> split(String format) {
        List<String> parts = new ArrayList<>();
        Matcher part = Pattern.compile("((?:\\$\\{[^}]*}|[^.])*)(\\.|$)").matcher(format);
        boolean more = true;
        while (more && part.find()) {
            parts.add(part.group(1));
            more = part.group(2).equals(".");
        }
        return parts;
    }

    private static List<String> partsOf(String topic) {
        List<String> parts = List.of(topic.split("\\.", -1));
        if (parts.size() > 3 || parts.contains("")) {
            throw new DataException("Only topics named table, schema.table or prefix.schema.table tell their table; "
                    + "set table.name.format for topic " + topic);
        }
        return parts.size() == 3 ? parts.subList(1, 3) : parts;
    }

    private static String filled(String part, Map<String, String> variables) {
        return VARIABLE.matcher(part)
                .replaceAll(variable -> Matcher.quoteReplacement(value(variable.group(1), variables)));
    }

    private static String value(String variable, Map<String, String> variables) {
        String value = variables.get(variable);
        if (value == null) {
            throw new DataException("Only records with a source tell ${" + variable + "} of table.name.format:"
                    + " envelopes do, flat records with add.fields=schema,table. Else name the table in the format");
        }
        return value;
    }
}
