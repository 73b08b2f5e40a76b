package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** What was found, in words for people: a line each with its mark in front, and below what is wrong what can be done. */
final class DiagnosisWords {
    private static final int MARK = 9;

    private DiagnosisWords() {}

    static void print(JsonNode diagnosis, Screen screen) {
        Paint paint = screen.paint();
        for (JsonNode finding : diagnosis.path("items")) {
            String subject = Words.of(finding.path("subject"));
            screen.line(paint.states(mark(finding.path("status").asText()) + Words.of(finding.path("check"))
                    + (subject.isEmpty() ? "" : " " + subject) + ": " + Words.of(finding.path("message"))));
            String remedy = Words.of(finding.path("remedy"));
            if (!remedy.isEmpty() && !remedy.equals(Words.NOTHING)) {
                screen.line(" ".repeat(MARK) + "-> " + remedy);
            }
        }
        screen.line(summary(diagnosis));
    }

    /** What is well, or of no importance, in small letters, so that the rest is seen. */
    private static String mark(String status) {
        String word = status.equals("OK") || status.equals("SKIPPED") ? status.toLowerCase(Locale.ROOT) : status;
        return word + " ".repeat(Math.max(1, MARK - word.length()));
    }

    private static String summary(JsonNode diagnosis) {
        long failed = diagnosis.path("failed").asLong();
        long warnings = diagnosis.path("warnings").asLong();
        long skipped = diagnosis.path("skipped").asLong();
        return (failed == 0 && warnings == 0
                        ? "all is well"
                        : failed + " failed, " + warnings + (warnings == 1 ? " warning" : " warnings"))
                + (skipped == 0 ? "" : "; not looked at: " + skipped);
    }
}
