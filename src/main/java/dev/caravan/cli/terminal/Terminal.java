package dev.caravan.cli.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a person is watching. */
public final class Terminal {
    private static final String DESCRIPTORS = "/proc/self/fd/";

    private Terminal() {}

    public static boolean isStandardOutput() {
        return is(1);
    }

    public static boolean isStandardError() {
        return is(2);
    }

    private static boolean is(int descriptor) {
        if ("dumb".equals(System.getenv("TERM"))) {
            return false;
        }
        try {
            String target =
                    Files.readSymbolicLink(Path.of(DESCRIPTORS + descriptor)).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            // Not Linux. Java knows only whether standard input and output are both a terminal, and newer ones not even
            // that.
            return Runtime.version().feature() < 22 && System.console() != null;
        }
    }
}
