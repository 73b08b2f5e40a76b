package dev.caravan.cli.remote;

import java.util.regex.Pattern;

/** Colours for headings and states, or none. */
enum Paint {
    PLAIN {
        @Override
        String heading(String line) {
            return line;
        }

        @Override
        String states(String line) {
            return line;
        }
    },
    COLOURS {
        @Override
        String heading(String line) {
            return BOLD + line + NORMAL;
        }

        @Override
        String states(String line) {
            String bad = BAD.matcher(line).replaceAll(RED + "$0" + NORMAL);
            return GOOD.matcher(bad).replaceAll(GREEN + "$0" + NORMAL);
        }
    };

    private static final String BOLD = "\033[1m";
    private static final String RED = "\033[31m";
    private static final String GREEN = "\033[32m";
    private static final String NORMAL = "\033[m";
    private static final Pattern BAD = Pattern.compile("\\b(?:FAILED|REFUSED|LOST|DOWN)\\b");
    private static final Pattern GOOD = Pattern.compile("\\b(?:COMPLETED|UP)\\b");

    abstract String heading(String line);

    abstract String states(String line);
}
