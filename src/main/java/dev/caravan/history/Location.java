package dev.caravan.history;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a file is. */
public enum Location {
    LOCAL,
    S3,
    /** In the directory for sources whose archive is in S3. */
    COMPLETED;

    /** As it is written outside: `s3`. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** In any case; empty for a word that is none of them. */
    public static Optional<Location> ofWord(String word) {
        return Arrays.stream(values())
                .filter(location -> location.name().equalsIgnoreCase(word))
                .findFirst();
    }

    @JsonCreator
    static Location of(String word) {
        return ofWord(word).orElseThrow(() -> new IllegalArgumentException("'" + word + "' is no location"));
    }
}
