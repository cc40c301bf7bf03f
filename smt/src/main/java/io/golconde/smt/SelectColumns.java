package io.golconde.smt;

import io.golconde.core.config.Settings;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;

/**
 * Leaves columns out of a row (flat, or both rows of an envelope). A column of the key cannot be left out here: rows would
 * lose what tells them apart.
 */
public class SelectColumns<R extends ConnectRecord<R>> extends ColumnTransform<R> {
    static final ConfigDef DEFINITION = withTable(Selection.define(new Settings()), SelectColumns::new);

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
        return Selection.of(config);
    }
}
