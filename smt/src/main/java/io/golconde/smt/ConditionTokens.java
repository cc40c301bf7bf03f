package io.golconde.smt;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** The words, names, literals and signs of a condition, one after the other. */
final class ConditionTokens {
    private static final Pattern TOKEN = Pattern.compile("\\s*(?:"
            + "(?<word>[\\p{L}_][\\p{L}\\p{N}_$]*)"
            + "|\"(?<name>(?:[^\"]|\"\")+)\""
            + "|'(?<text>(?:[^']|'')*)'"
            + "|(?<number>[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d{1,3})?)"
            + "|(?<symbol><>|!=|<=|>=|[=<>(),])"
            + "|(?<end>\\z))");
    private static final Set<String> KEYWORDS = Set.of("AND", "OR", "NOT", "IS", "NULL", "IN", "TRUE", "FALSE");

    private enum Kind {
        WORD,
        NAME,
        TEXT,
        NUMBER,
        SYMBOL,
        END
    }

    private record Token(Kind kind, String value, int position) {}

    private final String setting;
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int next;

    private ConditionTokens(String setting, String text) {
        this.setting = setting;
        this.text = text;
    }

    static ConditionTokens of(String setting, String text) {
        ConditionTokens condition = new ConditionTokens(setting, text);
        Matcher matcher = TOKEN.matcher(text);
        do {
            if (!matcher.lookingAt()) {
                throw condition.refusal("a column, a literal or a sign", matcher.regionStart());
            }
            condition.tokens.add(token(matcher));
            matcher.region(matcher.end(), text.length());
        } while (condition.tokens.get(condition.tokens.size() - 1).kind() != Kind.END);
        return condition;
    }

    private static Token token(Matcher matcher) {
        for (Kind kind : Kind.values()) {
            String group = kind.name().toLowerCase(Locale.ROOT);
            String value = matcher.group(group);
            if (value != null) {
                return new Token(kind, unquoted(kind, value), matcher.start(group));
            }
        }
        throw new IllegalStateException("One of the groups has to match");
    }

    private static String unquoted(Kind kind, String value) {
        return switch (kind) {
            case NAME -> value.replace("\"\"", "\"");
            case TEXT -> value.replace("''", "'");
            default -> value;
        };
    }

    boolean atEnd() {
        return current().kind() == Kind.END;
    }

    /** Takes this keyword if it comes next. */
    boolean takeWord(String keyword) {
        return current().kind() == Kind.WORD
                && take(keyword.equalsIgnoreCase(current().value()));
    }

    /** Takes this symbol if it comes next. */
    boolean take(String symbol) {
        return current().kind() == Kind.SYMBOL && take(symbol.equals(current().value()));
    }

    @Nullable
    Sign takeSign() {
        Sign sign = current().kind() == Kind.SYMBOL ? Sign.of(current().value()) : null;
        take(sign != null);
        return sign;
    }

    @Nullable
    String takeText() {
        String value = current().kind() == Kind.TEXT ? current().value() : null;
        take(value != null);
        return value;
    }

    @Nullable
    BigDecimal takeNumber() {
        BigDecimal value =
                current().kind() == Kind.NUMBER ? new BigDecimal(current().value()) : null;
        take(value != null);
        return value;
    }

    /** Takes the name of a column; double quotes make one of anything. */
    String column() {
        Token token = current();
        boolean name = token.kind() == Kind.NAME
                || (token.kind() == Kind.WORD
                        && !KEYWORDS.contains(token.value().toUpperCase(Locale.ROOT)));
        if (!name) {
            throw refusal("a column");
        }
        next++;
        return token.value();
    }

    ConfigException refusal(String expected) {
        return refusal(expected, current().position());
    }

    private ConfigException refusal(String expected, int position) {
        String rest = text.substring(position).strip();
        return new ConfigException(
                setting, text, "expects " + expected + " " + (rest.isEmpty() ? "at the end" : "at: " + rest));
    }

    private boolean take(boolean taken) {
        next += taken ? 1 : 0;
        return taken;
    }

    private Token current() {
        return tokens.get(next);
    }
}
