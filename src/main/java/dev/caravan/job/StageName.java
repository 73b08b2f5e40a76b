package dev.caravan.job;

import java.util.regex.Pattern;

/** Which words can name a stage: they become parts of Redis keys, of thread names and of metric tags. */
public final class StageName {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    /** `queue:arrivals` counts the jobs. */
    private static final String RESERVED = "arrivals";

    private StageName() {}

    public static String require(String name) {
        if (!NAME.matcher(name).matches() || name.equals(RESERVED)) {
            throw new IllegalArgumentException("'" + name
                    + "' cannot name a stage; it must be lower-case letters, digits and '-', and not '" + RESERVED
                    + "'");
        }
        return name;
    }
}
