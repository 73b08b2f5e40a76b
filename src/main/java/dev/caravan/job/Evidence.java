package dev.caravan.job;

import java.util.List;

/** What a process said last, as the cause of the exception that its end becomes: it takes a stack trace's place in {@link Failure#detail}. */
public final class Evidence extends Exception {

    /** @param lines the oldest first */
    public Evidence(List<String> lines) {
        super(String.join("\n", lines), null, false, false);
    }

    /** One line each. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
