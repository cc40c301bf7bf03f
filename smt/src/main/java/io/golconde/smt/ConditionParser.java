package io.golconde.smt;

import io.golconde.smt.Condition.And;
import io.golconde.smt.Condition.Comparison;
import io.golconde.smt.Condition.IsNull;
import io.golconde.smt.Condition.Not;
import io.golconde.smt.Condition.Or;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a condition.
 *
 * <pre>
 * any       = all {OR all}
 * all       = part {AND part}
 * part      = NOT part | ( any ) | column [test]        a column alone has to be true
 * test      = sign literal | IS [NOT] NULL | [NOT] IN ( literal {, literal} )
 * sign      = "=" | "&lt;&gt;" | "!=" | "&lt;" | "&lt;=" | "&gt;" | "&gt;="
 * literal   = number | 'text' | TRUE | FALSE
 * </pre>
 */
final class ConditionParser {
    private final ConditionTokens tokens;

    private ConditionParser(ConditionTokens tokens) {
        this.tokens = tokens;
    }

    /** Refuses what is no condition, with the place. */
    static Condition parse(String setting, String text) {
        ConditionTokens tokens = ConditionTokens.of(setting, text);
        Condition condition = new ConditionParser(tokens).any();
        if (!tokens.atEnd()) {
            throw tokens.refusal("AND, OR or the end");
        }
        return condition;
    }

    private Condition any() {
        List<Condition> parts = new ArrayList<>(List.of(all()));
        while (tokens.takeWord("OR")) {
            parts.add(all());
        }
        return parts.size() == 1 ? parts.get(0) : new Or(List.copyOf(parts));
    }

    private Condition all() {
        List<Condition> parts = new ArrayList<>(List.of(part()));
        while (tokens.takeWord("AND")) {
            parts.add(part());
        }
        return parts.size() == 1 ? parts.get(0) : new And(List.copyOf(parts));
    }

    private Condition part() {
        if (tokens.takeWord("NOT")) {
            return new Not(part());
        }
        if (tokens.take("(")) {
            Condition inner = any();
            require(")");
            return inner;
        }
        return test(tokens.column());
    }

    private Condition test(String column) {
        Sign sign = tokens.takeSign();
        if (sign != null) {
            return new Comparison(column, sign, literal());
        }
        if (tokens.takeWord("IS")) {
            boolean negated = tokens.takeWord("NOT");
            if (!tokens.takeWord("NULL")) {
                throw tokens.refusal("NULL");
            }
            return negated ? new Not(new IsNull(column)) : new IsNull(column);
        }
        boolean negated = tokens.takeWord("NOT");
        if (tokens.takeWord("IN")) {
            return negated ? new Not(among(column)) : among(column);
        }
        if (negated) {
            throw tokens.refusal("IN");
        }
        return new Comparison(column, Sign.EQUAL, new Literal.OfTruth(true));
    }

    private Condition among(String column) {
        List<Condition> choices = new ArrayList<>();
        require("(");
        do {
            choices.add(new Comparison(column, Sign.EQUAL, literal()));
        } while (tokens.take(","));
        require(")");
        return new Or(List.copyOf(choices));
    }

    private Literal literal() {
        String text = tokens.takeText();
        if (text != null) {
            return new Literal.OfText(text);
        }
        BigDecimal number = tokens.takeNumber();
        if (number != null) {
            return new Literal.OfNumber(number);
        }
        if (tokens.takeWord("TRUE")) {
            return new Literal.OfTruth(true);
        }
        if (tokens.takeWord("FALSE")) {
            return new Literal.OfTruth(false);
        }
        throw tokens.refusal("a number, a text in single quotes, TRUE or FALSE (a null is asked for by IS NULL)");
    }

    private void require(String symbol) {
        if (!tokens.take(symbol)) {
            throw tokens.refusal(symbol);
        }
    }

    /** Checks the condition of a setting. */
    static final class Syntax implements Validator {
        @Override
        public void ensureValid(String name, @Nullable Object value) throws ConfigException {
            if (value instanceof String text) {
                parse(name, text);
            }
        }

        @Override
        public String toString() {
            return "a condition";
        }
    }
}
