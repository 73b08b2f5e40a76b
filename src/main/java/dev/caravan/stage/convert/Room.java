package dev.caravan.stage.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What a disk has left. A full one makes converters fail in many ways, of which few name it. */
final class Room {
    private static final long LITTLE = 64L << 20;

    private Room() {}

    /** To be put behind a message; empty when there is room enough. */
    static String remark(Path attempt) throws IOException {
        long free = Files.getFileStore(attempt).getUsableSpace();
        return free >= LITTLE
                ? ""
                : String.format(Locale.ROOT, "; %.1f MB left on the disk of %s", free / 1e6, attempt.getParent());
    }
}
