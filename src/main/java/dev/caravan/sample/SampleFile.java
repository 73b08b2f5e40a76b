package dev.caravan.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/** Makes the sample terrain of `src/samples/` when it is not there; the build calls it. */
public final class SampleFile {
    private static final long POINTS = 250_000;
    private static final long SEED = 1;
    /** Long ago, so that the file is settled at once; always the same, so that making it again changes nothing. */
    private static final FileTime MODIFIED = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

    private SampleFile() {}

    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[0]);
        if (Files.exists(file)) {
            return;
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path unfinished = file.resolveSibling("." + file.getFileName() + ".part");
        SampleTerrain.write(unfinished, POINTS, SEED);
        Files.setLastModifiedTime(unfinished, MODIFIED);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
