package io.golconde.sink.handler;

import io.golconde.core.event.Operation;
import io.golconde.core.event.RowChange;
import java.util.List;
import java.util.Objects;

/** A change in whose place a handler has put statements. */
public record HandledChange(Operation operation, List<SqlCommand> commands) implements RowChange.Replaced {
    /** How much text the statements are given. */
    public long length() {
        return commands.stream()
                .flatMap(command -> command.parameters().stream())
                .filter(Objects::nonNull)
                .mapToLong(String::length)
                .sum();
    }
}
