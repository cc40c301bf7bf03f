package io.golconde.example;

import io.golconde.core.event.Operation;
import io.golconde.core.sql.Identifier;
import io.golconde.sink.handler.Action;
import io.golconde.sink.handler.DestinationHandler;
import io.golconde.sink.handler.IncomingChange;
import io.golconde.sink.handler.SqlCommand;
import java.util.Map;

/** Keeps deleted rows of tables with the key {@code id}, and marks them with the time. */
public final class MarkDeleted implements DestinationHandler {
    private Identifier column = new Identifier("deleted_at");

    @Override
    public void configure(Map<String, String> settings) {
        column = new Identifier(settings.getOrDefault("column", column.name()));
    }

    @Override
    public Action handle(IncomingChange change) {
        if (change.operation() != Operation.DELETE) {
            return Action.autoSql();
        }
        String mark = "UPDATE " + change.table().quoted() + " SET " + column.quoted() + " = now() WHERE id = ?";
        return Action.commands(SqlCommand.of(mark, change.key().get("id")));
    }
}
