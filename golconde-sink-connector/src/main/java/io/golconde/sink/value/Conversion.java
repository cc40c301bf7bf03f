package io.golconde.sink.value;

import io.golconde.sink.statement.ColumnType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** From a record's value to the object that a target type's array holds. */
@FunctionalInterface
public interface Conversion {
    /** For values that are right as they are. */
    Conversion NONE = value -> value;

    /**
     * Converts one value that is not null.
     *
     * @throws DataException if the target type has no such value; the message does not repeat it
     */
    Object convert(Object value);

    /**
     * The conversion for one field.
     *
     * @param source the field's schema, null where the record has none
     */
    static Conversion of(@Nullable Schema source, ColumnType target) {
        Conversion form = TargetForm.of(target);
        if (source == null) {
            return form;
        }
        if (source.type() == Schema.Type.ARRAY && target.element() != null) {
            return ArrayLiteral.of(source, target);
        }
        Conversion logical = LogicalType.decoder(source, target);
        if (logical != NONE) {
            return value -> form.convert(logical.convert(value));
        }
        return TargetForm.takes(source.type(), target) ? NONE : form;
    }

    /** "Only ... for type, found: ..." without the value. */
    static DataException unfit(String purpose, Object value) {
        return new DataException(
                "Only " + purpose + ", found: " + value.getClass().getSimpleName());
    }
}
