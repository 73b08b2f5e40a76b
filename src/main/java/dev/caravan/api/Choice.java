package dev.caravan.api;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A field whose value is one of a few words.
 *
 * @param field the name of the parameter or the member
 * @param words each word and what it means, in the order in which they are told
 * @param <T> what a word means
 */
public record Choice<T>(String field, Map<String, T> words) {

    public static <E extends Enum<E>> Choice<E> of(String field, Class<E> type) {
        return of(field, type.getEnumConstants(), Enum::name);
    }

    public static <T> Choice<T> of(String field, T[] values, Function<T, String> word) {
        Map<String, T> words = new LinkedHashMap<>();
        Arrays.stream(values).forEach(value -> words.put(word.apply(value), value));
        return new Choice<>(field, words);
    }

    /**
     * The values of a parameter, which may be repeated or hold several words with commas between them; none when it is not there.
     *
     * @throws BadRequestException one of them is unknown
     */
    public Set<T> all(ApiRequest request) {
        Set<T> values = new LinkedHashSet<>();
        for (String parameter : request.parameters(field)) {
            for (String word : parameter.split(",", -1)) {
                values.add(value(word));
            }
        }
        return values;
    }

    /** @throws BadRequestException it is unknown, or there more than once */
    public Optional<T> one(ApiRequest request) {
        return request.parameter(field).map(this::value);
    }

    /** @throws BadRequestException the word is unknown */
    public T value(@Nullable String word) {
        T value = word == null ? null : words.get(word);
        if (value == null) {
            throw new BadRequestException(field, word, "one of " + words.keySet());
        }
        return value;
    }
}
