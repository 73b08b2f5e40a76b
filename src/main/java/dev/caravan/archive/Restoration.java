package dev.caravan.archive;

import dev.caravan.converter.NotEnoughDiskException;
import dev.caravan.workspace.Trees;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/**
 * Brings an archive back to a directory. It is unpacked in a hidden directory beside its place, and renamed to it when every file has been
 * proven by the manifest, so nobody ever sees a part of it.
 */
public final class Restoration {
    /** Bytes that a file, a directory or a link may take beyond its content. */
    private static final long PER_FILE = 4096;

    private final ExpectedArchive expected;
    private final Path into;
    private final boolean overwrite;

    /**
     * @param into the directory that gets the file or directory that was archived; made when it is not there
     * @param overwrite whether what has its name there is replaced
     */
    public Restoration(ExpectedArchive expected, Path into, boolean overwrite) {
        this.expected = expected;
        this.into = into;
        this.overwrite = overwrite;
    }

    /** What comes to stand in the directory. */
    public Path place() {
        return into.resolve(EntryName.require(expected.top(), expected.top()));
    }

    /**
     * Whether it can be done, as far as can be told before.
     *
     * @throws FileAlreadyExistsException when the place is taken
     * @throws NotEnoughDiskException when the disk lacks the room
     */
    public void requireRoom() throws IOException {
        if (!overwrite && Files.exists(place(), LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(
                    place().toString(), null, "it is there already, and overwriting was not asked for");
        }
        long needed = expected.bytes() + PER_FILE * expected.files().size();
        long free = Files.getFileStore(existing(into)).getUsableSpace();
        if (free < needed) {
            throw new NotEnoughDiskException(
                    "'" + into + "' has " + free + " bytes free, the archive needs " + needed + " when it is unpacked");
        }
    }

    /**
     * Unpacks it, proves it, and puts it in its place.
     *
     * @param archive is closed
     * @param name of a hidden directory below the one that gets the archive; what lies there from an earlier attempt is deleted
     * @return the file or directory that was archived
     * @throws DamagedArchiveException when the archive is not what the manifest says; then nothing was changed
     */
    public Path restore(InputStream archive, String name, RestoreListener listener) throws IOException {
        try (ArchiveReader reader = new ArchiveReader(
                archive, expected.compression(), expected.object().name())) {
            requireRoom();
            Path workshop = into.resolve(name);
            Trees.delete(workshop);
            Files.createDirectories(workshop);
            try {
                Path whole = Files.createDirectory(workshop.resolve("whole"));
                new Unpacking(expected, whole, listener).unpack(reader);
                putInPlace(whole.resolve(expected.top()), workshop.resolve("before"));
                return place();
            } finally {
                Trees.delete(workshop);
            }
        }
    }

    /** Nothing of ours is overwritten by a rename: a file in between is somebody else's. */
    private void putInPlace(Path whole, Path before) throws IOException {
        Path place = place();
        boolean replaces = overwrite && Files.exists(place, LinkOption.NOFOLLOW_LINKS);
        if (replaces) {
            Files.move(place, before, StandardCopyOption.ATOMIC_MOVE);
        } else {
            requireRoom();
        }
        try {
            Files.move(whole, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (replaces) {
                Files.move(before, place, StandardCopyOption.ATOMIC_MOVE);
            }
            throw e;
        }
    }

    private static Path existing(Path directory) {
        Path path = directory.toAbsolutePath();
        while (!Files.exists(path)) {
            path = Objects.requireNonNull(path.getParent());
        }
        return path;
    }
}
