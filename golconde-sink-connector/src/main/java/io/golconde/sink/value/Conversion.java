package io.golconde.sink.value;

import io.golconde.sink.statement.ColumnType;
import java.time.DateTimeException;
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

    /** The same, where also what the conversion itself stumbles over is a DataException. */
    default Object checked(Object value) {
        try {
            return convert(value);
        } catch (ArithmeticException | DateTimeException | ClassCastException e) {
            // their messages may hold the value
            throw new DataException("found: " + value.getClass().getSimpleName() + " out of range");
        }
    }

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

    /** The conversion to text that PostgreSQL reads for the type of the source's column, as far as the field tells it. */
    static Conversion toText(@Nullable Schema source) {
        boolean isArray = source != null && source.type() == Schema.Type.ARRAY;
        ColumnType text = ColumnType.builtIn("text");
        return of(source, isArray ? text.array() : text);
    }

    /** "Only ... for type, found: ..." without the value. */
    static DataException unfit(String purpose, Object value) {
        return new DataException(
                "Only " + purpose + ", found: " + value.getClass().getSimpleName());
    }
}
