package dev.caravan.viewer;

import io.swagger.v3.oas.annotations.media.Schema;

/** What one check has come to. */
@Schema(name = "ViewerFinding", description = "What one check has come to.")
public record Finding(
        @Schema(description = "Its name.", example = "cors-preflight")
        String check,

        boolean ok,
        @Schema(description = "As a part of a sentence.") String found,
        String expected,

        @Schema(
                description = "Which of the remedies mends it; none when nothing is wrong.",
                allowableValues = {"none", "cors", "access", "privacy", "server"})
        Cure cure) {

    static Finding good(String check, String found) {
        return new Finding(check, true, found, found, Cure.NONE);
    }

    static Finding bad(String check, String found, String expected, Cure cure) {
        return new Finding(check, false, found, expected, cure);
    }

    /** For people; without a full stop. */
    public String sentence() {
        return ok ? check + ": " + found : check + ": " + found + "; expected is " + expected;
    }
}
