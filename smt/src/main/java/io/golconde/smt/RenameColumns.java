package io.golconde.smt;

import io.golconde.core.config.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.jspecify.annotations.Nullable;

/** Gives columns other names, in a row (flat, or both rows of an envelope) and in its key. */
public class RenameColumns<R extends ConnectRecord<R>> extends ColumnTransform<R> {
    private static final String RENAMES = "renames";
    static final ConfigDef DEFINITION = withTable(new Settings()
            .required(
                    RENAMES,
                    ConfigDef.Type.LIST,
                    new Renames.Syntax(),
                    "The new names, as old:new,old:new. They take effect together, so that two columns can change "
                            + "places. A column that a record does not have is no error."));

    public RenameColumns() {
        this(Side.BOTH);
    }

    RenameColumns(Side side) {
        super(side);
    }

    /** Acts on the key alone. */
    public static final class Key<R extends ConnectRecord<R>> extends RenameColumns<R> {
        public Key() {
            super(Side.KEY);
        }
    }

    /** Acts on the value alone. */
    public static final class Value<R extends ConnectRecord<R>> extends RenameColumns<R> {
        public Value() {
            super(Side.VALUE);
        }
    }

    @Override
    public final ConfigDef config() {
        return DEFINITION;
    }

    @Override
    final ColumnNames names(TransformConfig config) {
        return Renames.of(RENAMES, config.getList(RENAMES));
    }

    private record Renames(Map<String, String> byOldName) implements ColumnNames {
        static Renames of(String setting, List<?> entries) {
            Map<String, String> renames = Pairs.parse(setting, entries);
            if (renames.isEmpty()) {
                throw new ConfigException(setting, entries, "must name at least one column, as old:new");
            }
            Map<String, String> byNewName = new HashMap<>();
            renames.forEach((oldName, newName) -> {
                String other = byNewName.put(newName, oldName);
                if (other != null) {
                    throw new ConfigException(
                            setting,
                            oldName + ":" + newName,
                            "would give the name of " + other + " to a second column");
                }
            });
            return new Renames(renames);
        }

        @Override
        public String after(String column) {
            return byOldName.getOrDefault(column, column);
        }

        @Override
        public String setting() {
            return RENAMES;
        }

        private static final class Syntax implements ConfigDef.Validator {
            @Override
            public void ensureValid(String name, @Nullable Object value) {
                if (value instanceof List<?> entries) {
                    of(name, entries);
                }
            }

            @Override
            public String toString() {
                return "old:new, separated by commas";
            }
        }
    }
}
