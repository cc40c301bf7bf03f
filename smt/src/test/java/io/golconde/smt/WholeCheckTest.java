package io.golconde.smt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;

/** Connect validates transforms by their definitions alone, embedded in the connector's with a prefix. */
class WholeCheckTest {
    @Test
    void showsWhatDoesNotGoTogether() {
        assertThat(errors(RenameColumns.DEFINITION, Map.of("pattern", "a")))
                .containsOnlyKeys("transforms.t.table")
                .containsEntry("transforms.t.table", List.of("pattern and replacement have to be set together"));
        assertThat(errors(SelectColumns.DEFINITION, Map.of())).containsOnlyKeys("transforms.t.table");
        assertThat(errors(SetColumns.DEFINITION, Map.of())).containsOnlyKeys("transforms.t.table");
        assertThat(errors(FilterChanges.DEFINITION, Map.of())).containsOnlyKeys("transforms.t.table");
        assertThat(errors(MaskColumns.DEFINITION, Map.of("columns", "a", "mask", "hash")))
                .containsOnlyKeys("transforms.t.table");
        assertThat(errors(MaskColumns.DEFINITION, Map.of("columns", "a", "mask", "null", "keep.first", "1")))
                .containsOnlyKeys("transforms.t.table");
        assertThat(errors(RouteTable.DEFINITION, Map.of())).containsOnlyKeys("transforms.t.column");
        assertThat(errors(RouteTable.DEFINITION, Map.of("tables", "a=b:c", "column", "d", "header", "e")))
                .containsOnlyKeys("transforms.t.column");
    }

    @Test
    void findsNothingWrongWithWhatGoesTogether() {
        assertThat(errors(RenameColumns.DEFINITION, Map.of("renames", "a:b"))).isEmpty();
        assertThat(errors(SelectColumns.DEFINITION, Map.of("include", "a,b", "table", "sales\\..*")))
                .isEmpty();
        assertThat(errors(SetColumns.DEFINITION, Map.of("facts", "a:time"))).isEmpty();
        assertThat(errors(FilterChanges.DEFINITION, Map.of("condition", "a"))).isEmpty();
        assertThat(errors(CastColumns.DEFINITION, Map.of("types", "a:date", "format", "dd.MM.yyyy")))
                .isEmpty();
        assertThat(errors(MaskColumns.DEFINITION, Map.of("columns", "a", "mask", "hash", "hash.key", "x".repeat(16))))
                .isEmpty();
        assertThat(errors(RouteTable.DEFINITION, Map.of("tables", "a:b"))).isEmpty();
        assertThat(errors(RouteTable.DEFINITION, Map.of("databases", "a:b"))).isEmpty();
        assertThat(errors(Unwrap.DEFINITION, Map.of())).isEmpty();
        assertThat(errors(Wrap.DEFINITION, Map.of())).isEmpty();
    }

    @Test
    void leavesSettingsThatAreWrongByThemselvesToThem() {
        assertThat(errors(CastColumns.DEFINITION, Map.of())).containsOnlyKeys("transforms.t.types");
        assertThat(errors(FilterChanges.DEFINITION, Map.of("condition", "a =", "drop.operations", "d")))
                .containsOnlyKeys("transforms.t.condition");
    }

    private static Map<String, List<String>> errors(ConfigDef transform, Map<String, String> settings) {
        ConfigDef connector = new ConfigDef();
        connector.embed("transforms.t.", "t", 0, transform);
        Map<String, String> prefixed = new HashMap<>();
        settings.forEach((name, value) -> prefixed.put("transforms.t." + name, value));
        Map<String, List<String>> errors = new HashMap<>();
        for (ConfigValue value : connector.validate(prefixed)) {
            if (!value.errorMessages().isEmpty()) {
                errors.put(value.name(), value.errorMessages());
            }
        }
        return errors;
    }
}
