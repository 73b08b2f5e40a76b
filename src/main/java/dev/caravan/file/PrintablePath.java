package dev.caravan.file;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Names files in messages: on one line, and so that the name can be told even when it cannot be represented. */
public final class PrintablePath {
    private static final char REPLACEMENT = '\uFFFD';

    private PrintablePath() {}

    /** The path with control characters as `\n` or `\u001b`; with its bytes as `%ff` when it has no right text. */
    public static String of(Path path) {
        return representable(path)
                ? escaped(path.toString())
                : String.valueOf(path.toUri().getRawPath());
    }

    /**
     * Whether the path's text leads back to it: false for names that are not valid in the encoding of file names
     * (`sun.jnu.encoding`). Such a file can be neither recorded nor handed to a converter.
     */
    public static boolean representable(Path path) {
        String text = path.toString();
        if (text.indexOf(REPLACEMENT) < 0) {
            return true;
        }
        try {
            return Path.of(text).equals(path);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static String escaped(String text) {
        if (text.chars().noneMatch(Character::isISOControl)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> {
            if (c == '\n') {
                escaped.append("\\n");
            } else if (Character.isISOControl(c)) {
                escaped.append("\\u%04x".formatted(c));
            } else {
                escaped.append((char) c);
            }
        });
        return escaped.toString();
    }
}
