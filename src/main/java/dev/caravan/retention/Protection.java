package dev.caravan.retention;

import dev.caravan.setting.Glob;
import java.util.List;
import java.util.Optional;

/** Which datasets are never unpublished: `caravan.retention.protect`. */
public final class Protection {
    private final List<Pattern> patterns;

    private record Pattern(String text, Glob glob) {}

    /** @param patterns of dataset keys */
    public Protection(List<String> patterns) {
        this.patterns =
                patterns.stream().map(text -> new Pattern(text, Glob.of(text))).toList();
    }

    /** The first pattern that protects the dataset; empty when none does. */
    public Optional<String> of(String dataset) {
        return patterns.stream()
                .filter(pattern -> pattern.glob().matches(dataset))
                .map(Pattern::text)
                .findFirst();
    }
}
