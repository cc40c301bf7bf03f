package io.golconde.source.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.golconde.core.sql.TableName;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TableSelectionTest {
    @Test
    void matchesTheWholeName() {
        TableSelection selection = SourceDatabase.selection("public\\.order", "shop\\..*");

        assertThat(selection.matches(TableName.of("public", "order"))).isTrue();
        assertThat(selection.matches(TableName.of("public", "orders"))).isFalse();
        assertThat(selection.matches(TableName.of("shop", "anything"))).isTrue();
    }

    @Test
    void excludesFromWhatIsIncluded() {
        TableSelection selection = new TableSelection(List.of(), List.of(Pattern.compile("public\\.tmp_.*")));

        assertThat(selection.matches(TableName.of("public", "orders"))).isTrue();
        assertThat(selection.matches(TableName.of("public", "tmp_1"))).isFalse();
    }

    @Test
    void tellsWhichPatternsMatchNothing() {
        TableSelection selection = SourceDatabase.selection("public\\.orders", "public\\.oders");
        SourceTable orders = new SourceTable(
                TableName.of("public", "orders"),
                true,
                List.of(),
                List.of(),
                true,
                true,
                true,
                true,
                null,
                true,
                false);

        assertThat(selection.unmatched(List.of(orders)))
                .extracting(Pattern::pattern)
                .containsExactly("public\\.oders");
    }

    @Test
    void neverMatchesASystemTable() {
        TableSelection all = SourceDatabase.selection(".*");

        assertThat(all.matches(TableName.of("pg_catalog", "pg_class"))).isFalse();
        assertThat(all.matches(TableName.of("information_schema", "tables"))).isFalse();
        assertThat(all.matches(TableName.of("golconde", "queue"))).isFalse();
        assertThat(all.matches(TableName.of("golconde2", "queue"))).isTrue();
    }
}
