package io.golconde.smt;

import io.golconde.core.config.Settings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.jspecify.annotations.Nullable;

/** Hides what columns hold, in a row (flat, or both rows of an envelope) and in its key. */
public final class MaskColumns<R extends ConnectRecord<R>> extends ColumnTransform<R> {
    private static final String COLUMNS = "columns";
    private static final String PATTERN = "pattern";
    private static final String MASK = "mask";
    private static final String NULL = "null";
    private static final String FIXED = "fixed";
    private static final String PARTIAL = "partial";
    private static final String HASH = "hash";
    private static final String FIXED_VALUE = "fixed.value";
    private static final String KEEP_FIRST = "keep.first";
    private static final String KEEP_LAST = "keep.last";
    private static final String HASH_KEY = "hash.key";
    private static final int SHORTEST_KEY = 16;

    /** The settings of one mask, which would have no effect beside another. */
    private static final Map<String, String> MASK_OF_SETTING =
            Map.of(FIXED_VALUE, FIXED, KEEP_FIRST, PARTIAL, KEEP_LAST, PARTIAL, HASH_KEY, HASH);

    static final ConfigDef DEFINITION = withTable(
            maskSettings(new Settings()
                            .setting(COLUMNS, ConfigDef.Type.LIST, List.of(), "The columns to mask.")
                            .setting(
                                    PATTERN,
                                    ConfigDef.Type.STRING,
                                    null,
                                    new Regex(),
                                    "Further columns to mask; it has to match the whole name and ignores case."))
                    .setting(
                            Unavailable.SETTING,
                            ConfigDef.Type.STRING,
                            Unavailable.DEFAULT,
                            "The value that the source sends for a large one that was not changed: it is not masked, so that the "
                                    + "sink still leaves the column as it is. There is none if this is empty."),
            MaskColumns::new);

    public MaskColumns() {
        super(Side.BOTH);
    }

    private static Settings maskSettings(Settings settings) {
        return settings.choice(
                        MASK,
                        NULL,
                        List.of(NULL, FIXED, PARTIAL, HASH),
                        "What is shown: null; the same text everywhere (fixed); the first and last characters (partial); or "
                                + "a keyed hash, HMAC-SHA-256 in 64 hexadecimal digits (hash), which is equal for equal "
                                + "values, so that joins hold. fixed and partial mask columns of text. hash makes "
                                + "text of numbers, booleans and bytes, too, and is the only one that can mask a key.")
                .setting(FIXED_VALUE, ConfigDef.Type.STRING, "****", "What fixed shows.")
                .setting(
                        KEEP_FIRST,
                        ConfigDef.Type.INT,
                        0,
                        ConfigDef.Range.atLeast(0),
                        "How many characters partial shows at the beginning. A text that is not longer than what is "
                                + "shown is masked whole.")
                .setting(
                        KEEP_LAST,
                        ConfigDef.Type.INT,
                        0,
                        ConfigDef.Range.atLeast(0),
                        "How many characters partial shows at the end.")
                .setting(
                        HASH_KEY,
                        ConfigDef.Type.PASSWORD,
                        null,
                        "The secret key of hash, 16 characters or more, by a ConfigProvider. The same in all connectors "
                                + "whose rows are joined.");
    }

    @Override
    public ConfigDef config() {
        return DEFINITION;
    }

    @Override
    ColumnNames names(TransformConfig config) {
        Set<String> columns = Set.copyOf(config.getList(COLUMNS));
        Pattern pattern = Regex.compile(PATTERN, config.getString(PATTERN));
        if (columns.isEmpty() && pattern == null) {
            throw new ConfigException("Either columns or pattern has to name columns to mask");
        }
        return new Masked(columns, pattern, mask(config));
    }

    private static Mask mask(TransformConfig config) {
        String mask = config.getString(MASK);
        MASK_OF_SETTING.forEach((setting, owner) -> {
            if (config.originals().containsKey(setting) && !owner.equals(mask)) {
                throw new ConfigException(setting + " has no effect with mask=" + mask + ": it belongs to " + owner);
            }
        });
        Unavailable unavailable = Unavailable.of(config.getString(Unavailable.SETTING));
        return switch (mask) {
            case FIXED -> new Mask.Fixed(config.getString(FIXED_VALUE), unavailable);
            case PARTIAL -> new Mask.Partial(config.getInt(KEEP_FIRST), config.getInt(KEEP_LAST), unavailable);
            case HASH -> Mask.Hash.of(key(config.getPassword(HASH_KEY)), unavailable);
            default -> new Mask.Nothing();
        };
    }

    private static String key(@Nullable Password key) {
        if (key == null || key.value().length() < SHORTEST_KEY) {
            throw new ConfigException(HASH_KEY + " has to be set with mask=hash, to " + SHORTEST_KEY
                    + " characters or more: values can be guessed from hashes under a key that can be guessed");
        }
        return key.value();
    }

    private record Masked(Set<String> columns, @Nullable Pattern pattern, Mask mask) implements ColumnNames {
        @Override
        public String after(String column) {
            return column;
        }

        @Override
        public @Nullable ValueChange value(String column) {
            boolean listed = columns.contains(column);
            boolean matches = pattern != null
                    && !Metadata.is(column)
                    && pattern.matcher(column).matches();
            return listed || matches ? mask : null;
        }

        @Override
        public @Nullable ColumnNames inside(String column, Set<?> within) {
            Set<String> inner = Paths.inside(column, within, columns);
            return inner.isEmpty() ? null : new Masked(inner, null, mask);
        }

        @Override
        public String setting() {
            return MASK;
        }
    }
}
