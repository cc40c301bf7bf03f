package io.golconde.sink.statement;

import io.golconde.core.sql.Identifier;

/**
 * A column to be made.
 *
 * @param type the type as the server writes it
 */
public record NewColumn(Identifier name, String type) {
    String sql() {
        return name.quoted() + ' ' + type;
    }
}
