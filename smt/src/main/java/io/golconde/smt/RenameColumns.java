package io.golconde.smt;

import io.golconde.core.config.Settings;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.connector.ConnectRecord;

/** Gives columns other names, in a row (flat, or both rows of an envelope) and in its key. */
public class RenameColumns<R extends ConnectRecord<R>> extends ColumnTransform<R> {
    private static final String CASE = "case";
    static final ConfigDef DEFINITION = withTable(
            Replacement.define(
                            new Settings()
                                    .setting(
                                            Renames.SETTING,
                                            ConfigDef.Type.LIST,
                                            List.of(),
                                            new Renames.Syntax(),
                                            "The new names, as old:new,old:new. They take effect together, so that two columns "
                                                    + "can change places. A column that a record does not have is no error. "
                                                    + "Columns that stand here are named by nothing else."),
                            "Columns that renames does not list; it has to match the whole name and ignores case.",
                            "The new name of a column that pattern matches; $1 is the pattern's first group.")
                    .choice(
                            CASE,
                            CaseStyle.AS_IT_IS,
                            CaseStyle.settings(),
                            "How the names that renames does not list are written in the end: snake for order_id, camel for "
                                    + "orderId, upper for ORDER_ID. A word ends at _, - and white space, and where capitals begin or "
                                    + "end one."),
            RenameColumns::new);

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
        Renames renames = new Renames(
                Renames.parse(Renames.SETTING, config.getList(Renames.SETTING)),
                Replacement.of(config),
                CaseStyle.ofSetting(config.getString(CASE)));
        if (renames.changeNothing()) {
            throw new ConfigException("Either renames, or pattern and replacement, or case, have to be set");
        }
        return renames;
    }
}
