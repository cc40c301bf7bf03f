package io.golconde.smt;

import io.golconde.core.config.Settings;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.jspecify.annotations.Nullable;

/** Gives columns another type, in a row (flat, or both rows of an envelope) and in its key. */
public class CastColumns<R extends ConnectRecord<R>> extends ColumnTransform<R> {
    private static final String TYPES = "types";
    private static final String FORMAT = "format";
    static final ConfigDef DEFINITION = withTable(
            new Settings()
                    .setting(
                            TYPES,
                            ConfigDef.Type.LIST,
                            ConfigDef.NO_DEFAULT_VALUE,
                            new CastTypes.Syntax(),
                            "The types by column, as total:decimal(2),code:string,paid_at:timestamp. There are string, int8, int16, "
                                    + "int32, int64, float32, float64, boolean, decimal(SCALE), date, time and timestamp (Connect's "
                                    + "logical types, in milliseconds), time(6) and timestamp(6) (Debezium's, in microseconds).")
                    .setting(
                            FORMAT,
                            ConfigDef.Type.STRING,
                            null,
                            new CastTypes.Format(),
                            "How points in time are written in text, such as dd.MM.yyyy HH:mm, as Java's DateTimeFormatter has it. "
                                    + "ISO 8601 without it."),
            CastColumns::new);

    public CastColumns() {
        this(Side.BOTH);
    }

    CastColumns(Side side) {
        super(side);
    }

    /** Acts on the key alone. */
    public static final class Key<R extends ConnectRecord<R>> extends CastColumns<R> {
        public Key() {
            super(Side.KEY);
        }
    }

    /** Acts on the value alone. */
    public static final class Value<R extends ConnectRecord<R>> extends CastColumns<R> {
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
        Map<String, CastTarget> types = CastTypes.parse(TYPES, config.getList(TYPES));
        if (types.isEmpty()) {
            throw new ConfigException(TYPES + " has to name a column");
        }
        return new Casts(types, MomentText.of(config.getString(FORMAT)));
    }

    private record Casts(Map<String, CastTarget> types, MomentText text) implements ColumnNames {
        @Override
        public String after(String column) {
            return column;
        }

        @Override
        public @Nullable ValueChange value(String column) {
            CastTarget target = types.get(column);
            return target == null ? null : new Cast(target, text);
        }

        @Override
        public @Nullable ColumnNames inside(String column, Set<?> columns) {
            Map<String, CastTarget> inner = Paths.inside(column, columns, types);
            return inner.isEmpty() ? null : new Casts(inner, text);
        }

        @Override
        public String setting() {
            return TYPES;
        }
    }
}
