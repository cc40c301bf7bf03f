package io.golconde.sink.handler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One statement and its parameters.
 *
 * @param sql one statement with a {@code ?} for each parameter; a {@code ?} of an operator is written {@code ??}. The same
 *     text each time is prepared once. A result, as of {@code SELECT f(?)}, is not looked at
 * @param parameters text that the server reads as whatever type it finds in their places, null for NULL
 */
public record SqlCommand(String sql, List<@Nullable String> parameters) {
    public SqlCommand {
        parameters = Collections.unmodifiableList(new ArrayList<>(parameters));
    }

    public static SqlCommand of(String sql, @Nullable String... parameters) {
        return new SqlCommand(sql, Arrays.asList(parameters));
    }

    /** Names the statement, not its values. */
    @Override
    public String toString() {
        return sql;
    }
}
