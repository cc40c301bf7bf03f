package io.golconde.smt;

import io.golconde.core.config.RegexList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.jspecify.annotations.Nullable;

/** One regular expression over {@code schema.table}: it matches the whole name and ignores case. */
final class Regex implements Validator {
    @Override
    public void ensureValid(String name, @Nullable Object value) {
        compile(name, (String) value);
    }

    static @Nullable Pattern compile(String name, @Nullable String expression) {
        return expression == null
                ? null
                : RegexList.compile(name, List.of(expression)).get(0);
    }

    @Override
    public String toString() {
        return "a regular expression";
    }
}
