package io.golconde.cli.config;

import io.golconde.smt.CastColumns;
import io.golconde.smt.FilterChanges;
import io.golconde.smt.MaskColumns;
import io.golconde.smt.RenameColumns;
import io.golconde.smt.SelectColumns;
import io.golconde.smt.SetColumns;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;

/** What can be done to the rows of a table on their way to a destination, in the order in which it is done. */
enum TableRule {
    FILTER("condition", Form.TEXT),
    SELECT("include", Form.LIST),
    EXCLUDE("exclude", Form.LIST),
    CAST("types", Form.PAIRS),
    MASK("columns", Form.MASKS),
    RENAME("renames", Form.PAIRS),
    CONSTANTS("constants", Form.PAIRS),
    FACTS("facts", Form.PAIRS);

    private enum Form {
        TEXT,
        LIST,
        PAIRS,
        MASKS
    }

    private final String setting;
    private final Form form;

    TableRule(String setting, Form form) {
        this.setting = setting;
        this.form = form;
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(TableRule::key).toList();
    }

    /** The key in the file. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What does it, without settings. */
    Transformation<SinkRecord> transform() {
        return switch (this) {
            case FILTER -> new FilterChanges<>();
            case SELECT, EXCLUDE -> new SelectColumns<>();
            case CAST -> new CastColumns<>();
            case MASK -> new MaskColumns<>();
            case RENAME -> new RenameColumns<>();
            case CONSTANTS, FACTS -> new SetColumns<>();
        };
    }

    /** The settings of the transforms that do what stands at the entry; masks of several kinds take several. */
    List<Map<String, String>> settings(Entry entry) {
        return switch (form) {
            case TEXT -> List.of(Map.of(setting, entry.text().strip()));
            case LIST ->
                List.of(Map.of(
                        setting, entry.list().stream().map(TableRule::name).collect(Collectors.joining(","))));
            case PAIRS -> List.of(Map.of(setting, pairs(entry)));
            case MASKS -> Masks.settings(entry);
        };
    }

    private static String pairs(Entry entry) {
        return entry.map().values().stream().map(TableRule::pair).collect(Collectors.joining(","));
    }

    private static String pair(Entry value) {
        return value.key() + ':' + name(value);
    }

    /** A text that goes into a list, where nothing can stand for a comma or a colon. */
    private static String name(Entry entry) {
        String text = entry.text();
        if (text.isBlank() || text.matches(".*[,:].*")) {
            throw entry.mistake("has to be a text without comma and colon, found: " + text);
        }
        return text;
    }
}
