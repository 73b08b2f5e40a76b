package dev.caravan.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/** A directory with files for a scan. Its files are old enough to be taken, unless a test says otherwise. */
public record SourceTree(Path root) {
    public static final Instant LONG_AGO = Instant.parse("2024-02-03T04:05:06.789012345Z");

    public Path file(String relative) throws IOException {
        return file(relative, "LASF", LONG_AGO);
    }

    public Path file(String relative, String content, Instant modified) throws IOException {
        Path file = root.resolve(relative);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return Files.setLastModifiedTime(file, FileTime.from(modified));
    }

    public Path link(String relative, Path target) throws IOException {
        Path link = root.resolve(relative);
        Files.createDirectories(link.getParent());
        return Files.createSymbolicLink(link, target);
    }

    public static void touch(Path file) throws IOException {
        FileTime before = Files.getLastModifiedTime(file);
        Files.setLastModifiedTime(file, FileTime.from(before.toInstant().plusSeconds(1)));
    }
}
