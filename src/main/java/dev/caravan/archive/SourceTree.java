package dev.caravan.archive;

import dev.caravan.archive.ArchiveEntry.Kind;
import dev.caravan.converter.BadInputException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Lists a file, or a directory with all that is below it. Files are those that were claimed; directories, empty ones too, and symbolic
 * links are taken as they are met. A link is archived as a link, unless it was claimed as the file that it leads to.
 */
public final class SourceTree {
    /** In the order of the bytes of their names, which is the same on every system. */
    private static final Comparator<ArchiveEntry> BY_NAME =
            Comparator.comparing(entry -> entry.name().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    private final Path source;
    private final Predicate<Path> claimed;
    private final BooleanSupplier cancelled;

    /**
     * @param source a file or a directory, absolute
     * @param claimed whether a file of this path is archived
     * @param cancelled is asked now and then
     */
    public SourceTree(Path source, Predicate<Path> claimed, BooleanSupplier cancelled) {
        this.source = source;
        this.claimed = claimed;
        this.cancelled = cancelled;
    }

    /**
     * Without the hashes of the files.
     *
     * @throws BadInputException when there is something that no archive can hold
     */
    public ArchiveListing list() throws IOException {
        List<ArchiveEntry> entries = new ArrayList<>();
        if (!Files.isDirectory(source)) {
            entries.add(file(source));
        } else {
            Files.walkFileTree(source, new Collector(entries));
        }
        entries.sort(BY_NAME);
        return new ArchiveListing(entries);
    }

    private ArchiveEntry file(Path file) throws IOException {
        PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
        return entry(file, Kind.FILE, attributes, attributes.size(), null);
    }

    private ArchiveEntry other(Path path, Kind kind, @Nullable String link) throws IOException {
        PosixFileAttributes attributes =
                Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return entry(path, kind, attributes, 0, link);
    }

    private ArchiveEntry entry(Path path, Kind kind, PosixFileAttributes attributes, long size, @Nullable String link) {
        int mode = Permissions.mode(attributes.permissions());
        Instant modified = attributes.lastModifiedTime().toInstant();
        return new ArchiveEntry(name(path), path, kind, mode, size, modified, null, link);
    }

    private String name(Path path) {
        String top = String.valueOf(source.getFileName());
        return path.equals(source) ? top : top + "/" + source.relativize(path);
    }

    private final class Collector extends SimpleFileVisitor<Path> {
        private final List<ArchiveEntry> entries;

        Collector(List<ArchiveEntry> entries) {
            this.entries = entries;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
            if (cancelled.getAsBoolean()) {
                throw new InterruptedIOException("the archive of '" + source + "' was cancelled");
            }
            entries.add(other(directory, Kind.DIRECTORY, null));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (claimed.test(file)) {
                entries.add(file(file));
            } else if (attributes.isSymbolicLink()) {
                entries.add(other(file, Kind.LINK, Files.readSymbolicLink(file).toString()));
            } else if (attributes.isOther()) {
                throw new BadInputException("'" + file + "' is a device, a pipe or a socket, which no archive can hold;"
                        + " remove it, or archive a directory without it");
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
