package dev.caravan.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Copies a file or directory, writes it through to the disk, and compares what can be read there with the hashes of its listing. */
public final class ListedCopy {
    private final Map<Path, String> hashes;

    public ListedCopy(ArchiveListing listing) {
        hashes = listing.files()
                .filter(entry -> entry.sha256() != null)
                .collect(Collectors.toMap(ArchiveEntry::path, entry -> String.valueOf(entry.sha256())));
    }

    /** @throws IOException also when the copy is not the same; what was copied then stays */
    public void to(Path source, Path copy) throws IOException {
        Files.walkFileTree(source, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Files.createDirectories(placeOf(directory));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                copyFile(file, placeOf(file), attributes);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.setPosixFilePermissions(placeOf(directory), Files.getPosixFilePermissions(directory));
                Files.setLastModifiedTime(placeOf(directory), Files.getLastModifiedTime(directory));
                return FileVisitResult.CONTINUE;
            }

            private Path placeOf(Path path) {
                return path.equals(source) ? copy : copy.resolve(source.relativize(path));
            }
        });
    }

    private void copyFile(Path file, Path place, BasicFileAttributes attributes) throws IOException {
        Files.copy(file, place, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isRegularFile()) {
            try (FileChannel channel = FileChannel.open(place, StandardOpenOption.READ)) {
                channel.force(true);
            }
            prove(file, place);
        }
    }

    private void prove(Path file, Path place) throws IOException {
        String expected = hashes.get(file);
        if (expected == null) {
            return;
        }
        Sha256 found = new Sha256();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(place)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                found.add(buffer, 0, n);
            }
        }
        String sha256 = found.hex();
        if (!sha256.equals(expected)) {
            throw new IOException("the copy '" + place + "' has SHA-256 " + sha256 + ", expected is " + expected);
        }
    }
}
