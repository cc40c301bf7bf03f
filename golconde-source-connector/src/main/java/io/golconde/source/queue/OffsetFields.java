package io.golconde.source.queue;

import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** The fields of an offset as Connect or a person gives them: read strictly, with errors that name the field. */
record OffsetFields(Map<String, ?> map) {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("\\d{1,18}");
    /** {@code xmin:xmax:xip,...}, the output of pg_snapshot. */
    private static final Pattern SNAPSHOT = Pattern.compile("\\d{1,20}:\\d{1,20}:(\\d{1,20}(,\\d{1,20})*)?");

    boolean has(String field) {
        return map.get(field) != null;
    }

    boolean hasAny(String... fields) {
        for (String field : fields) {
            if (has(field)) {
                return true;
            }
        }
        return false;
    }

    String text(String field) {
        return map.get(field) instanceof String text && !text.isBlank() ? text : nonsense(field, "text");
    }

    String snapshot(String field) {
        String text = text(field);
        return SNAPSHOT.matcher(text).matches() ? text : nonsense(field, "a pg_snapshot");
    }

    long number(String field) {
        String digits = String.valueOf((Object) map.get(field));
        return Long.parseLong(WHOLE_NUMBER.matcher(digits).matches() ? digits : nonsense(field, "a whole number"));
    }

    int smallNumber(String field) {
        long number = number(field);
        return number <= Integer.MAX_VALUE ? (int) number : Integer.parseInt(nonsense(field, "a small number"));
    }

    private String nonsense(String field, String wanted) {
        @Nullable Object found = map.get(field);
        throw new DataException("Only " + wanted + " for " + field + " of a source offset, found: " + found);
    }
}
