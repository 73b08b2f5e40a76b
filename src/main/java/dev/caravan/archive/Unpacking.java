package dev.caravan.archive;

import dev.caravan.manifest.Manifest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/**
 * Unpacks one archive into an empty directory: the files of the manifest, each with the size and the hash that it says, and none else;
 * directories; symbolic links that stay within. The links are made last, so nothing is ever written through one.
 */
final class Unpacking {
    /** Directories and links are not in the manifest, so something else has to bound them. */
    private static final int MOST_OTHERS = 1_000_000;

    private final ExpectedArchive expected;
    private final Path directory;
    private final RestoreListener listener;
    private final Map<String, Manifest.Source> missing;
    private final Deque<Attributes> directories = new ArrayDeque<>();
    private final List<TarArchiveEntry> links = new ArrayList<>();
    private final byte[] buffer = new byte[RestoredFile.BUFFER];

    /** What a directory gets when all is in it. */
    private record Attributes(Path path, TarArchiveEntry entry) {
        void apply() throws IOException {
            Files.setPosixFilePermissions(path, Permissions.of(entry.getMode()));
            Files.setLastModifiedTime(path, entry.getLastModifiedTime());
        }
    }

    Unpacking(ExpectedArchive expected, Path directory, RestoreListener listener) {
        this.expected = expected;
        this.directory = directory;
        this.listener = listener;
        this.missing = new HashMap<>(expected.files());
    }

    /** @throws DamagedArchiveException when it is not what the manifest says */
    void unpack(ArchiveReader archive) throws IOException {
        for (TarArchiveEntry entry = archive.next(); entry != null; entry = archive.next()) {
            take(archive, entry);
        }
        if (!missing.isEmpty()) {
            throw new DamagedArchiveException("the archive lacks " + missing.size() + " of "
                    + expected.files().size() + " files, among them '"
                    + missing.keySet().iterator().next() + "'");
        }
        archive.drain();
        prove("size", String.valueOf(expected.object().size()), String.valueOf(archive.bytes()));
        prove("SHA-256", expected.object().sha256(), archive.sha256());
        for (TarArchiveEntry link : links) {
            link(link);
        }
        while (!directories.isEmpty()) {
            directories.pop().apply();
        }
    }

    private void take(ArchiveReader archive, TarArchiveEntry entry) throws IOException {
        String name = EntryName.require(entry.getName(), expected.top());
        try {
            if (entry.isSymbolicLink()) {
                links.add(entry);
            } else if (entry.isDirectory()) {
                Files.createDirectory(parent(name));
                directories.push(new Attributes(directory.resolve(name), entry));
            } else if (entry.isFile() && !entry.isLink() && !special(entry)) {
                file(archive, name, entry);
            } else {
                throw new DamagedArchiveException("the archive has '" + name
                        + "', which is neither a file nor a directory nor a symbolic link; no other is restored");
            }
        } catch (FileAlreadyExistsException e) {
            throw new DamagedArchiveException("the archive has '" + name + "' twice", e);
        }
        if (links.size() + directories.size() > MOST_OTHERS) {
            throw new DamagedArchiveException(
                    "the archive has more than " + MOST_OTHERS + " directories and symbolic links");
        }
    }

    private void file(ArchiveReader archive, String name, TarArchiveEntry entry) throws IOException {
        Manifest.Source source = missing.remove(name);
        if (source == null) {
            throw new DamagedArchiveException("the archive has "
                    + (expected.files().containsKey(name)
                            ? "'" + name + "' twice"
                            : "'" + name + "', which its manifest does not name"));
        }
        prove("size of '" + name + "'", String.valueOf(source.size()), String.valueOf(entry.getRealSize()));
        listener.begins(name);
        Path path = parent(name);
        try (RestoredFile file = new RestoredFile(path)) {
            copy(archive, file, name, source);
        }
        Files.setPosixFilePermissions(path, Permissions.of(entry.getMode()));
        Files.setLastModifiedTime(path, entry.getLastModifiedTime());
    }

    private void copy(ArchiveReader archive, RestoredFile file, String name, Manifest.Source source)
            throws IOException {
        long left = source.size();
        for (int count = fill(archive); count > 0; count = fill(archive)) {
            left -= count;
            if (left < 0) {
                throw new DamagedArchiveException("'" + name + "' has more than " + source.size() + " bytes");
            }
            if (listener.cancelled()) {
                throw new InterruptedIOException("the restoration was cancelled at '" + name + "'");
            }
            file.write(buffer, count);
            listener.written(count);
        }
        prove("SHA-256 of '" + name + "'", source.sha256(), file.end());
    }

    /** Whole buffers, but for the last, so that what is empty on disk is seen as such. */
    private int fill(ArchiveReader archive) throws IOException {
        int filled = 0;
        while (filled < buffer.length) {
            int count = archive.read(buffer, filled, buffer.length - filled);
            if (count < 0) {
                break;
            }
            filled += count;
        }
        return filled;
    }

    private void link(TarArchiveEntry entry) throws IOException {
        String name = EntryName.require(entry.getName(), expected.top());
        if (!EntryName.staysBelow(name, entry.getLinkName())) {
            listener.leftOut(name, entry.getLinkName());
            return;
        }
        try {
            Files.createSymbolicLink(parent(name), Path.of(entry.getLinkName()));
        } catch (FileAlreadyExistsException e) {
            throw new DamagedArchiveException("the archive has '" + name + "' twice", e);
        }
    }

    /** The path of a name whose directory is there. */
    private Path parent(String name) throws IOException {
        Path path = directory.resolve(name);
        Files.createDirectories(path.getParent());
        return path;
    }

    private void prove(String what, String wanted, String found) {
        if (!wanted.equals(found)) {
            throw new DamagedArchiveException("the archive " + expected.object().name()
                    + " is not what its manifest says: " + what + " is " + found + ", expected is " + wanted);
        }
    }

    private static boolean special(TarArchiveEntry entry) {
        return entry.isFIFO() || entry.isCharacterDevice() || entry.isBlockDevice();
    }
}
