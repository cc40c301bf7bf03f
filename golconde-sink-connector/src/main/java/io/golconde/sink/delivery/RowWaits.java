package io.golconde.sink.delivery;

import io.golconde.core.sql.SqlState;
import java.sql.SQLException;
import java.time.Duration;

/**
 * How long a record waits for one of another partition.
 *
 * @param foreignKey where a foreign key finds no row, or still finds one
 * @param uniqueValue where another row has a unique value
 */
public record RowWaits(Duration foreignKey, Duration uniqueValue) {
    Duration after(SQLException failure) {
        return SqlState.of(failure).equals(SqlState.UNIQUE_VIOLATION) ? uniqueValue : foreignKey;
    }
}
