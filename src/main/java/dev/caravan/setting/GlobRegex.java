package dev.caravan.setting;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Translates a {@link Glob} to a regular expression, in one pass. */
final class GlobRegex {
    private static final String SPECIAL = "\\.^$|()+*?[]{}";

    private final String glob;
    private final int extension;
    private final StringBuilder regex = new StringBuilder();
    private int at;
    private int open;

    GlobRegex(String glob) {
        this.glob = glob;
        this.extension = extension(glob);
    }

    Pattern regex() {
        while (at < glob.length()) {
            if (at == extension) {
                regex.append("(?iu)");
            }
            translate(glob.charAt(at++));
        }
        if (open > 0) {
            throw new PatternSyntaxException("'{' without '}'", glob, glob.lastIndexOf('{'));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private void translate(char c) {
        switch (c) {
            case '*' -> star();
            case '?' -> regex.append("[^/]");
            case '[' -> set();
            case '{' -> {
                open++;
                regex.append("(?:");
            }
            case '}' -> {
                regex.append(open > 0 ? ")" : "\\}");
                open = Math.max(0, open - 1);
            }
            case ',' -> regex.append(open > 0 ? '|' : ',');
            case '\\' -> literal(next("nothing after '\\'"));
            default -> literal(c);
        }
    }

    private void star() {
        boolean two = glob.startsWith("*", at);
        boolean wholeName = at == 1 || glob.charAt(at - 2) == '/';
        if (two && wholeName && glob.startsWith("*/", at)) {
            at += 2;
            regex.append("(?:[^/]+/)*");
        } else if (two) {
            at++;
            regex.append(".*");
        } else {
            regex.append("[^/]*");
        }
    }

    private void set() {
        int end = glob.indexOf(']', at + 1);
        if (end < 0) {
            throw new PatternSyntaxException("'[' without ']'", glob, at - 1);
        }
        String members = glob.substring(at, end)
                .replace("\\", "\\\\")
                .replace("[", "\\[")
                .replace("&", "\\&");
        boolean none = members.startsWith("!");
        regex.append("(?!/)[").append(none ? "^" : "").append(none ? members.substring(1) : escapeCaret(members));
        regex.append(']');
        at = end + 1;
    }

    private static String escapeCaret(String members) {
        return members.startsWith("^") ? "\\" + members : members;
    }

    private char next(String otherwise) {
        if (at == glob.length()) {
            throw new PatternSyntaxException(otherwise, glob, at - 1);
        }
        return glob.charAt(at++);
    }

    private void literal(char c) {
        regex.append(SPECIAL.indexOf(c) >= 0 ? "\\" : "").append(c);
    }

    /** Where the extension begins; when the last dot is one of several choices, where these begin. */
    private static int extension(String glob) {
        int dot = glob.lastIndexOf('.');
        int choice = glob.lastIndexOf('{', dot);
        return dot >= 0 && choice >= 0 && glob.indexOf('}', choice) > dot ? choice : dot;
    }
}
