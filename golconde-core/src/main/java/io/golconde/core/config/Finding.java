package io.golconde.core.config;

import io.golconde.core.sql.Database;
import io.golconde.core.sql.SqlState;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;

/** Something that a person must change: at which setting to look, and what is wrong. */
public record Finding(String setting, String message) {
    private static final String URL = "connection.url";
    private static final String USER = "connection.user";
    private static final String PASSWORD = "connection.password";
    private static final Map<String, String> SETTING_BY_STATE = Map.of("28P01", PASSWORD, "28000", USER, "42501", USER);

    /** Connection refused by the server; the driver's answer when the server asks for a password and there is none. */
    private static final String REJECTED = "08004";

    /** What to look at when a database cannot be reached, or cannot be used. */
    public static Finding of(SQLException failure, Database database) {
        String state = SqlState.of(failure).code();
        boolean passwordMissing = state.equals(REJECTED) && database.password() == null;
        String setting = passwordMissing ? PASSWORD : SETTING_BY_STATE.getOrDefault(state, URL);
        Throwable cause = failure.getCause();
        String reason = cause == null ? "" : " (" + cause + ')';
        return new Finding(setting, "Cannot use " + database + ": " + failure.getMessage() + reason);
    }

    /** The values with the findings as error messages; a setting that is not among the values gets one. */
    public static List<ConfigValue> report(List<Finding> findings, List<ConfigValue> values) {
        List<ConfigValue> all = new ArrayList<>(values);
        for (Finding finding : findings) {
            all.stream()
                    .filter(value -> value.name().equals(finding.setting()))
                    .findFirst()
                    .orElseGet(() -> add(finding.setting(), all))
                    .addErrorMessage(finding.message());
        }
        return all;
    }

    private static ConfigValue add(String setting, List<ConfigValue> values) {
        ConfigValue value = new ConfigValue(setting);
        values.add(value);
        return value;
    }
}
