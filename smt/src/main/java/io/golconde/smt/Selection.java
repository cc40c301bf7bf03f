package io.golconde.smt;

import io.golconde.core.config.Settings;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * Which columns stay. What names a column is stronger than a pattern, and leaving out by a pattern is stronger than
 * keeping by one. Metadata fields of flat records are left out by name only.
 */
record Selection(
        Set<String> include,
        Set<String> exclude,
        @Nullable Pattern includePattern,
        @Nullable Pattern excludePattern) implements ColumnNames {
    private static final String INCLUDE = "include";
    private static final String EXCLUDE = "exclude";
    private static final String INCLUDE_PATTERN = "include.pattern";
    private static final String EXCLUDE_PATTERN = "exclude.pattern";

    static Settings define(Settings settings) {
        return settings.setting(
                        INCLUDE,
                        ConfigDef.Type.LIST,
                        List.of(),
                        "The columns that stay; all others are left out. Has to name the columns of the key too. The "
                                + "metadata fields of flat records under their usual names, such as __op and __table, "
                                + "stay anyway.")
                .setting(
                        INCLUDE_PATTERN,
                        ConfigDef.Type.STRING,
                        null,
                        new Regex(),
                        "Further columns that stay; it has to match the whole name and ignores case.")
                .setting(
                        EXCLUDE,
                        ConfigDef.Type.LIST,
                        List.of(),
                        "The columns that are left out; all others stay. Beside include it has a meaning only where "
                                + "include.pattern is set.")
                .setting(
                        EXCLUDE_PATTERN,
                        ConfigDef.Type.STRING,
                        null,
                        new Regex(),
                        "Further columns that are left out, unless include names them; it has to match the whole name and "
                                + "ignores case.");
    }

    static Selection of(TransformConfig config) {
        Selection selection = new Selection(
                Set.copyOf(config.getList(INCLUDE)),
                Set.copyOf(config.getList(EXCLUDE)),
                Regex.compile(INCLUDE_PATTERN, config.getString(INCLUDE_PATTERN)),
                Regex.compile(EXCLUDE_PATTERN, config.getString(EXCLUDE_PATTERN)));
        selection.check();
        return selection;
    }

    private void check() {
        if (keepsAll() && leavesOutNothing()) {
            throw new ConfigException("Either include or exclude has to name columns, or one of their patterns");
        }
        if (!include.isEmpty() && includePattern == null && !leavesOutNothing()) {
            throw new ConfigException(
                    "Only one of include and exclude can be set without include.pattern: drop exclude and "
                            + "exclude.pattern, what include does not name is left out anyway");
        }
        for (String column : include) {
            if (exclude.contains(column)) {
                throw new ConfigException(EXCLUDE, column, "stands in include, too");
            }
        }
    }

    private boolean keepsAll() {
        return include.isEmpty() && includePattern == null;
    }

    private boolean leavesOutNothing() {
        return exclude.isEmpty() && excludePattern == null;
    }

    @Override
    public @Nullable String after(String column) {
        boolean stays;
        if (include.contains(column) || exclude.contains(column)) {
            stays = include.contains(column);
        } else {
            stays = Metadata.is(column)
                    || (!matches(excludePattern, column) && (keepsAll() || matches(includePattern, column)));
        }
        return stays ? column : null;
    }

    /** A column of which something is included stays with that alone, unless it is included itself. */
    @Override
    public @Nullable ColumnNames inside(String column, Set<?> columns) {
        Set<String> kept = include.contains(column) ? Set.of() : Paths.inside(column, columns, include);
        Set<String> left = Paths.inside(column, columns, exclude);
        boolean goes = exclude.contains(column) || (kept.isEmpty() && after(column) == null);
        return goes || (kept.isEmpty() && left.isEmpty()) ? null : new Selection(kept, left, null, null);
    }

    private static boolean matches(@Nullable Pattern pattern, String column) {
        return pattern != null && pattern.matcher(column).matches();
    }

    @Override
    public String setting() {
        return keepsAll() ? EXCLUDE : INCLUDE;
    }
}
