package io.golconde.core.config;

import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/** A PostgreSQL JDBC URL without a password, which would show in every listing of the configuration. */
public final class JdbcUrl implements Validator {
    private static final Pattern PASSWORD = Pattern.compile("[?&](password|sslpassword)=", Pattern.CASE_INSENSITIVE);

    @Override
    public void ensureValid(String name, @Nullable Object value) {
        if (value == null) {
            return;
        }
        String url = value.toString();
        // the value itself is not repeated: it may hold the password that is complained about
        if (PASSWORD.matcher(url).find()) {
            throw new ConfigException(name + " must not hold a password: set connection.password instead");
        }
        if (!url.startsWith("jdbc:postgresql:") || Driver.parseURL(url, null) == null) {
            throw new ConfigException(name, value, "must look like jdbc:postgresql://host:5432/database");
        }
    }

    @Override
    public String toString() {
        return "a jdbc:postgresql: URL without a password";
    }
}
