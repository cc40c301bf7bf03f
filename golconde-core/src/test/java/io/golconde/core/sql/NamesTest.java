package io.golconde.core.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class NamesTest {
    @Test
    void quotesEveryName() {
        assertThat(TableName.of("public", "Odd \"table\"").quoted()).isEqualTo("\"public\".\"Odd \"\"table\"\"\"");
    }

    @Test
    void refusesWhatNoCatalogHolds() {
        assertThatThrownBy(() -> new Identifier("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Identifier("a\0b")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tellsFailuresThatPassFromFailuresThatStay() {
        assertThat(new SqlState("40P01").isTransient()).isTrue();
        assertThat(new SqlState("57P01").isConnectionLoss()).isTrue();
        assertThat(new SqlState("25P03").isConnectionLoss()).isTrue();
        assertThat(SqlState.READ_ONLY.isConnectionLoss()).isTrue();
        assertThat(new SqlState("25P03").isTransient()).isTrue();
        assertThat(SqlState.of(new SQLException("no state")).isTransient()).isTrue();
        assertThat(SqlState.UNIQUE_VIOLATION.isTransient()).isFalse();
        assertThat(SqlState.INSUFFICIENT_PRIVILEGE.isTransient()).isFalse();
    }
}
