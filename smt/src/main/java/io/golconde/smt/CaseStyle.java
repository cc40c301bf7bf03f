package io.golconde.smt;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the words of a name are put together. Words end at {@code _}, {@code -}, at white space, and where capitals begin
 * or end a word: {@code orderId}, {@code HTTPStatus}. Underscores around a name stay.
 */
enum CaseStyle {
    /** {@code order_id}. */
    SNAKE {
        @Override
        String join(List<String> words) {
            return lower(String.join("_", words));
        }
    },
    /** {@code orderId}. */
    CAMEL {
        @Override
        String join(List<String> words) {
            String capitals = words.stream().map(CaseStyle::capitalised).collect(Collectors.joining());
            int first = words.get(0).length();
            return lower(capitals.substring(0, first)) + capitals.substring(first);
        }
    },
    /** {@code ORDER_ID}. */
    UPPER {
        @Override
        String join(List<String> words) {
            return String.join("_", words).toUpperCase(Locale.ROOT);
        }
    };

    static final String AS_IT_IS = "keep";

    private static final Pattern NAME = Pattern.compile("(_*)(.*?)(_*)", Pattern.DOTALL);
    private static final Pattern WORD_END =
            Pattern.compile("[_\\s-]+|(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");

    abstract String join(List<String> words);

    String of(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            return name;
        }
        List<String> words = WORD_END.splitAsStream(parts.group(2))
                .filter(word -> !word.isEmpty())
                .toList();
        return words.isEmpty() ? name : parts.group(1) + join(words) + parts.group(3);
    }

    /** The words by which a setting asks for a style, or for none. */
    static List<String> settings() {
        return Stream.concat(Stream.of(AS_IT_IS), Stream.of(values()).map(style -> lower(style.name())))
                .toList();
    }

    static @Nullable CaseStyle ofSetting(String word) {
        return Stream.of(values())
                .filter(style -> lower(style.name()).equals(word))
                .findFirst()
                .orElse(null);
    }

    private static String capitalised(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + lower(word.substring(1));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
