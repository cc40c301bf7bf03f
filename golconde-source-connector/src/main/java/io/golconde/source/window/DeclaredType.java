package io.golconde.source.window;

import io.golconde.core.sql.Identifier;

/**
 * The type with which a table declares a column.
 *
 * @param sql ready to stand in a cast; empty where the table is gone
 * @param operatorSchema where the operators are by which an index orders the type: those of extensions are not in
 *     pg_catalog, and what is found there would compare the values as something else
 */
record DeclaredType(String sql, Identifier operatorSchema) {
    String operator(String name) {
        return "OPERATOR(" + operatorSchema.quoted() + '.' + name + ')';
    }
}
