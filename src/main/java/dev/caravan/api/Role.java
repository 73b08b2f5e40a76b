package dev.caravan.api;

import java.util.Arrays;
import java.util.Locale;

/** What a caller may do. An operator may do all that a viewer may. */
public enum Role {
    /** Reads: GET, HEAD, OPTIONS. */
    VIEWER,
    /** Everything. */
    OPERATOR;

    /** In the configuration, and in answers: `viewer`, `operator`. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role that a method asks for. */
    public static Role neededFor(String method) {
        return switch (method) {
            case "GET", "HEAD", "OPTIONS" -> VIEWER;
            default -> OPERATOR;
        };
    }

    static String words() {
        return "one of " + Arrays.stream(values()).map(Role::word).toList();
    }
}
