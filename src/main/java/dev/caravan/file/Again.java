package dev.caravan.file;

import java.util.Locale;

/** Whether a version that was taken before is taken once more. In a route: the exchange property `again`. */
public enum Again {
    /** As a scan does. */
    NEVER,
    /** When it failed or was cancelled. */
    FAILED,
    /** Whatever became of it, unless it is on its way. */
    ALL;

    /** The exchange property that says it; without it {@link #NEVER}. */
    public static final String PROPERTY = "again";

    /** As the script wants it. */
    String word() {
        return this == NEVER ? "" : name().toLowerCase(Locale.ROOT);
    }
}
