package io.golconde.sink.statement;

import io.golconde.core.sql.Identifier;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The base type of a target column: a domain's is the type below it, and there is never a length or precision, with which
 * a cast would cut values off without a word.
 *
 * @param element the type of an array's elements, null for other types
 * @param comparable whether equal values are spelled alike as far as the catalog tells: not under a collation that takes
 *     different text for equal
 */
public record ColumnType(
        Identifier schema, Identifier name, @Nullable ColumnType element, boolean comparable) {
    private static final Identifier BUILT_IN = new Identifier("pg_catalog");
    private static final Map<String, ArrayForm> FORMS = Map.of(
            "bool", ArrayForm.BOOL,
            "int2", ArrayForm.INT2,
            "int4", ArrayForm.INT4,
            "int8", ArrayForm.INT8,
            "oid", ArrayForm.INT8,
            "float4", ArrayForm.FLOAT4,
            "float8", ArrayForm.FLOAT8,
            "bytea", ArrayForm.BYTEA);
    private static final Set<String> TAKE_TEXT = Set.of("text", "varchar");

    /** A type of the server's own. */
    public static ColumnType builtIn(String name) {
        return new ColumnType(BUILT_IN, new Identifier(name), null, true);
    }

    /** The type of arrays of this one. */
    public ColumnType array() {
        return new ColumnType(schema, new Identifier('_' + name.name()), this, comparable);
    }

    /** The name of a type of the server's own, "" for any other type and for arrays. */
    public String builtInName() {
        return element == null && schema.equals(BUILT_IN) ? name.name() : "";
    }

    public ArrayForm form() {
        return FORMS.getOrDefault(builtInName(), ArrayForm.TEXT);
    }

    /** The expression, which is of the form's type, as this type. */
    String cast(String expression) {
        boolean asIs = form() == ArrayForm.TEXT
                ? TAKE_TEXT.contains(builtInName())
                : form().typeName().equals(builtInName());
        return asIs ? expression : castOfText(expression);
    }

    /** The expression, which is text, as this type. */
    String castOfText(String expression) {
        return expression + "::" + quoted();
    }

    /** The name as SQL has it. */
    public String quoted() {
        return schema.quoted() + '.' + name.quoted();
    }

    KeyForm keyForm() {
        if (!comparable) {
            return KeyForm.UNKNOWN;
        }
        return switch (builtInName()) {
            case "bool", "int2", "int4", "int8", "oid", "text", "varchar", "uuid", "bytea" -> KeyForm.IDENTICAL;
            case "numeric" -> KeyForm.NUMERIC;
            case "bpchar" -> KeyForm.PADDED;
            default -> KeyForm.UNKNOWN;
        };
    }

    @Override
    public String toString() {
        return builtInName().isEmpty() ? schema.name() + '.' + name.name() : name.name();
    }
}
