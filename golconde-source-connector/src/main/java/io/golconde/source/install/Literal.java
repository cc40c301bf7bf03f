package io.golconde.source.install;

import io.golconde.core.sql.Identifier;
import io.golconde.core.sql.TableName;
import java.util.List;
import java.util.stream.Collectors;

/** Values as they stand in the SQL that a person reads and runs. */
final class Literal {
    private Literal() {}

    static String text(String value) {
        String quoted = '\'' + value.replace("'", "''") + '\'';
        return value.indexOf('\\') < 0 ? quoted : 'E' + quoted.replace("\\", "\\\\");
    }

    /** The table as an argument of type regclass. */
    static String table(TableName name) {
        return text(name.quoted());
    }

    static String names(List<Identifier> names) {
        return names.stream()
                .map(name -> text(name.name()))
                .collect(Collectors.joining(", ", "ARRAY[", "]::pg_catalog.text[]"));
    }
}
