package dev.caravan.stage.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The text format `.metacloud`, as LibStevi's `io/metacloud_io.cpp` reads it: sections, each begun by a line with nothing but its
 * name. `POINTS_FILES` has the paths, one or more a line, separated by white space; one with spaces stands in double
 * quotes, in which `\` takes the next character as it is; `#` outside of them begins a comment. `EXTRA_ATTRIBUTES` (further
 * values of the points, in files of their own), `INDEX_FILES` and `METACLOUD_ATTRIBUTES` (a name and a value) are passed
 * over: the octree has what is in the point files. There are no patterns.
 */
final class Metacloud {
    private static final String POINTS = "POINTS_FILES";
    private static final Set<String> SECTIONS =
            Set.of(POINTS, "EXTRA_ATTRIBUTES", "INDEX_FILES", "METACLOUD_ATTRIBUTES");

    private Metacloud() {}

    static boolean isSection(String line) {
        int comment = line.indexOf('#');
        return SECTIONS.contains(comment < 0 ? line : line.substring(0, comment).strip());
    }

    /** @param lines those that are neither empty nor comments; the first is a section's name */
    static List<ManifestLine> files(List<ManifestLine> lines) throws ManifestException {
        List<ManifestLine> files = new ArrayList<>();
        boolean points = false;
        for (ManifestLine line : lines) {
            if (isSection(line.text())) {
                points = line.text().startsWith(POINTS);
            } else if (points) {
                for (String path : new Tokens(line).all()) {
                    files.add(new ManifestLine(line.number(), path, false));
                }
            }
        }
        return files;
    }

    /** Cuts one line. */
    private static final class Tokens {
        private final ManifestLine line;
        private final List<String> tokens = new ArrayList<>();
        private int at;

        Tokens(ManifestLine line) {
            this.line = line;
        }

        List<String> all() throws ManifestException {
            String text = line.text();
            while (at < text.length() && text.charAt(at) != '#') {
                if (Character.isWhitespace(text.charAt(at))) {
                    at++;
                } else {
                    tokens.add(text.charAt(at) == '"' ? quoted(text) : plain(text));
                }
            }
            return tokens;
        }

        private String plain(String text) {
            int begin = at;
            while (at < text.length() && text.charAt(at) != '#' && !Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            return text.substring(begin, at);
        }

        private String quoted(String text) throws ManifestException {
            StringBuilder token = new StringBuilder();
            for (at++; at < text.length(); at++) {
                char c = text.charAt(at);
                if (c == '"') {
                    at++;
                    return token.toString();
                }
                token.append(c == '\\' && at + 1 < text.length() ? text.charAt(++at) : c);
            }
            throw new ManifestException(line.problem("'\"' without a second one"));
        }
    }
}
