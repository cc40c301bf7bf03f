package io.golconde.sink;

import io.golconde.sink.handler.DestinationHandler;
import io.golconde.sink.record.ColumnNames;
import io.golconde.sink.record.TableMapping;
import io.golconde.sink.record.TableNameFormat;
import io.golconde.sink.value.Placeholder;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** The forms of settings that have one of their own. */
final class SettingForms {
    static final Validator TABLE_NAME =
            form("table or schema.table, with variables", value -> TableNameFormat.parse(String.valueOf(value)));
    static final Validator COLUMN_MAPPING = form("pairs field:column", SettingForms::checkColumnMapping);
    static final Validator TABLE_MAPPING = form(
            "table -> table(column, column=field, ...), ...; ...", value -> TableMapping.parse(String.valueOf(value)));
    static final Validator PLACEHOLDER =
            form("text, or hex: and bytes", value -> Placeholder.parse(String.valueOf(value)));
    static final Validator HANDLER = form("a DestinationHandler", SettingForms::checkHandler);

    private SettingForms() {}

    private static Validator form(String description, Consumer<@Nullable Object> check) {
        return LambdaValidator.with(
                (name, value) -> {
                    try {
                        check.accept(value);
                    } catch (IllegalArgumentException e) {
                        throw new ConfigException(name, value, e.getMessage());
                    }
                },
                () -> description);
    }

    private static void checkColumnMapping(@Nullable Object pairs) {
        if (pairs instanceof List<?> list) {
            ColumnNames.parse(list.stream().map(String::valueOf).toList());
        }
    }

    private static void checkHandler(@Nullable Object handler) {
        if (handler instanceof Class<?> type && !DestinationHandler.class.isAssignableFrom(type)) {
            throw new IllegalArgumentException("must implement " + DestinationHandler.class.getName());
        }
    }
}
