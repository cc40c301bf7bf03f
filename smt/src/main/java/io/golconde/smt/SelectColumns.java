package io.golconde.smt;

import io.golconde.core.config.Settings;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.jspecify.annotations.Nullable;

/**
 * Leaves columns out of a row (flat, or both rows of an envelope). A column of the key cannot be left out here: rows would
 * lose what tells them apart.
 */
public class SelectColumns<R extends ConnectRecord<R>> extends ColumnTransform<R> {
    private static final String INCLUDE = "include";
    private static final String EXCLUDE = "exclude";
    static final ConfigDef DEFINITION = withTable(new Settings()
            .setting(
                    INCLUDE,
                    ConfigDef.Type.LIST,
                    List.of(),
                    "The columns that stay; all others are left out. Has to name the columns of the key too. The "
                            + "metadata fields of flat records under their usual names, such as __op and __table, stay "
                            + "anyway.")
            .setting(
                    EXCLUDE,
                    ConfigDef.Type.LIST,
                    List.of(),
                    "The columns that are left out; all others stay. Either this or include is set."));

    public SelectColumns() {
        this(Side.BOTH);
    }

    SelectColumns(Side side) {
        super(side);
    }

    /** Acts on the key alone, whose columns can be left out here: it makes a coarser key. */
    public static final class Key<R extends ConnectRecord<R>> extends SelectColumns<R> {
        public Key() {
            super(Side.KEY);
        }
    }

    /** Acts on the value alone: a column of the key can be left out of the row and stays in the key. */
    public static final class Value<R extends ConnectRecord<R>> extends SelectColumns<R> {
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
        Set<String> include = Set.copyOf(config.getList(INCLUDE));
        Set<String> exclude = Set.copyOf(config.getList(EXCLUDE));
        if (include.isEmpty() == exclude.isEmpty()) {
            throw new ConfigException(
                    include.isEmpty()
                            ? "Either include or exclude has to name columns"
                            : "Only one of include and exclude can be set: drop exclude, what include does not name is "
                                    + "left out anyway");
        }
        return include.isEmpty() ? new Excluding(exclude) : new Including(include);
    }

    private record Including(Set<String> columns) implements ColumnNames {
        @Override
        public @Nullable String after(String column) {
            return columns.contains(column) || Metadata.is(column) ? column : null;
        }

        @Override
        public String setting() {
            return INCLUDE;
        }
    }

    private record Excluding(Set<String> columns) implements ColumnNames {
        @Override
        public @Nullable String after(String column) {
            return columns.contains(column) ? null : column;
        }

        @Override
        public String setting() {
            return EXCLUDE;
        }
    }
}
