package io.golconde.sink.target;

import io.golconde.core.sql.Identifier;
import io.golconde.core.sql.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a role may do with a table.
 *
 * @param schemaUsable whether the schema is there and the role has USAGE on it
 * @param creatable whether the role may make tables in the schema
 * @param missing privileges that it needs on the table and lacks
 */
record TableAccess(
        TableName table,
        Identifier role,
        boolean schemaExists,
        boolean schemaUsable,
        boolean creatable,
        boolean exists,
        List<String> missing) {

    /** What the role may not do and has to, with what grants it; null where nothing is missing. */
    @Nullable
    String refusal(boolean makesTables) {
        if (schemaExists && !schemaUsable) {
            return refusal("USAGE", "SCHEMA " + table.schema().quoted());
        }
        if (exists) {
            return missing.isEmpty() ? null : refusal(String.join(", ", missing), table.quoted());
        }
        return makesTables && schemaExists && !creatable
                ? refusal("CREATE", "SCHEMA " + table.schema().quoted())
                : null;
    }

    private String refusal(String privileges, String object) {
        String otherwise = missing.contains("DELETE") ? " DELETE is not needed with delete.enabled=false." : "";
        return "Role " + role + " may not write table " + table + ". Let an owner run GRANT " + privileges + " ON "
                + object + " TO " + role.quoted() + ";" + otherwise;
    }
}
