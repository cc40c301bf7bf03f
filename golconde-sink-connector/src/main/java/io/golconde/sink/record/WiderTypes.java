package io.golconde.sink.record;

import io.golconde.core.sql.Identifier;
import io.golconde.sink.statement.Column;
import io.golconde.sink.statement.TargetTable;
import io.golconde.sink.value.SourceType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;

/** Types that hold all values of another one, exactly. */
final class WiderTypes {
    private static final Map<String, List<String>> WIDER = Map.of(
            "int2", List.of("int4", "int8", "numeric"),
            "int4", List.of("int8", "numeric"),
            "int8", List.of("numeric"),
            "float4", List.of("float8"));

    private WiderTypes() {}

    /**
     * Of the columns that have a field, those that are too narrow for the field's type, with that type's name.
     *
     * @param fields the names of the fields by the columns that they are for
     */
    static Map<Identifier, String> in(TargetTable table, Map<String, String> fields, Schema row) {
        Map<Identifier, String> wider = new LinkedHashMap<>();
        for (Column column : table.columns()) {
            Field field = row.field(fields.getOrDefault(column.name().name(), ""));
            if (field != null) {
                String wanted = SourceType.nameOf(field.schema());
                if (WIDER.getOrDefault(column.type().builtInName(), List.of()).contains(wanted)) {
                    wider.put(column.name(), wanted);
                }
            }
        }
        return wider;
    }
}
