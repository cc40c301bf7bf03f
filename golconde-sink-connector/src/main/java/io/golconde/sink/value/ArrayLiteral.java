package io.golconde.sink.value;

import io.golconde.sink.statement.ColumnType;
import java.util.Collection;
import java.util.Objects;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Lists as PostgreSQL's array literals, lists in lists as further dimensions.
 *
 * <p>Source of the format: the PostgreSQL manual, "Array Input and Output Syntax".
 */
final class ArrayLiteral {
    private final Conversion element;

    private ArrayLiteral(Conversion element) {
        this.element = element;
    }

    /** For an array type; text is taken as a literal already. */
    static Conversion of(@Nullable Schema list, ColumnType array) {
        ArrayLiteral literal = new ArrayLiteral(element(list, Objects.requireNonNull(array.element())));
        return value -> value instanceof Collection<?> values
                ? literal.append(new StringBuilder(), values).toString()
                : TargetForm.text(value);
    }

    private static Conversion element(@Nullable Schema list, ColumnType type) {
        Schema schema = list == null ? null : list.valueSchema();
        return schema != null && schema.type() == Schema.Type.ARRAY
                ? element(schema, type)
                : Conversion.of(schema, type);
    }

    private StringBuilder append(StringBuilder text, Collection<?> values) {
        text.append('{');
        String separator = "";
        for (Object value : values) {
            text.append(separator);
            separator = ",";
            if (value == null) {
                text.append("NULL");
            } else if (value instanceof Collection<?> inner) {
                append(text, inner);
            } else {
                quote(text, TargetForm.text(element.convert(value)));
            }
        }
        return text.append('}');
    }

    private static void quote(StringBuilder text, String element) {
        text.append('"')
                .append(element.replace("\\", "\\\\").replace("\"", "\\\""))
                .append('"');
    }
}
