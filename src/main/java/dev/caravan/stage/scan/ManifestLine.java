package dev.caravan.stage.scan;

/**
 * A line of a manifest that names files.
 *
 * @param number counted from 1
 * @param text a path, or a pattern of paths
 * @param patterns whether the manifest may have patterns at all
 */
record ManifestLine(int number, String text, boolean patterns) {
    private static final String SPECIAL = "*?[{";

    /** Whether it must be a pattern, unless a file has this very name. */
    boolean looksLikePattern() {
        return patterns && text.chars().anyMatch(c -> SPECIAL.indexOf(c) >= 0);
    }

    String problem(String clause) {
        return "line " + number + ": " + clause;
    }
}
