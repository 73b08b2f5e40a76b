package dev.caravan.stage.scan;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A source directory that can name the rule by which it decides.
 *
 * @param index in `caravan.scan.sources`
 * @param settings the patterns as people wrote them
 * @param rules the same, ready to be asked
 */
record RuledSource(int index, SourceSettings settings, Source rules) {

    static RuledSource of(int index, SourceSettings settings) {
        return new RuledSource(index, settings, Source.of(settings));
    }

    /** The pattern that excludes a path, behind its key; empty when none does. */
    Optional<String> exclusion(String relative) {
        return IntStream.range(0, rules.exclude().size())
                .filter(i -> rules.exclude().get(i).matches(relative))
                .mapToObj(i -> key("exclude") + " '" + settings.exclude().get(i) + "'")
                .findFirst();
    }

    /** All patterns that include, with their key. */
    String inclusions() {
        return key("include")
                + settings.include().stream()
                        .map(pattern -> " '" + pattern + "'")
                        .collect(Collectors.joining(","));
    }

    String key(String name) {
        return "caravan.scan.sources[" + index + "]." + name;
    }
}
