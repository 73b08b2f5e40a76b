package dev.caravan.stage.cleanup;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be cleaned up. */
public enum Kind {
    /** Jobs that have ended, and their logs. */
    JOBS,
    HISTORY,
    /** Logs of jobs that have ended, or that nobody knows any more. */
    LOGS;

    /** As it is written outside: `jobs`. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** In lower case only; empty for a word that is none of them. */
    public static Optional<Kind> ofWord(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
