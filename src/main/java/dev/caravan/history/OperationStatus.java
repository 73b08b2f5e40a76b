package dev.caravan.history;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How an operation ended. */
public enum OperationStatus {
    SUCCESS,
    FAILED,
    /** Some of it was done: a scan that ended early. */
    PARTIAL,
    CANCELLED;

    /** As it is written outside: `success`. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** In any case; empty for a word that is none of them. */
    public static Optional<OperationStatus> ofWord(String word) {
        return Arrays.stream(values())
                .filter(status -> status.name().equalsIgnoreCase(word))
                .findFirst();
    }
}
