package dev.caravan.zarr;

import dev.caravan.converter.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A directory. Nothing outside of it is read, whatever its links lead to. */
public final class LocalStore implements ZarrStore {
    private final Path root;
    private final ZarrLimits limits;

    /** @throws BadInputException it is no directory */
    public LocalStore(Path root, ZarrLimits limits) throws IOException {
        if (!Files.isDirectory(root)) {
            throw new BadInputException("'" + root + "' is no directory, and so no Zarr store");
        }
        this.root = root.toRealPath();
        this.limits = limits;
    }

    @Override
    public Optional<byte[]> read(String key) throws IOException {
        Path file = root.resolve(key);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        requireInside(file);
        try (InputStream content = Files.newInputStream(file)) {
            byte[] bytes = content.readNBytes(limits.documentBytes());
            if (content.read() >= 0) {
                throw new BadInputException("'" + file + "' is larger than " + limits.documentBytes()
                        + " bytes, the most that metadata may have");
            }
            return Optional.of(bytes);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean canList() {
        return true;
    }

    @Override
    public List<String> directories(String path) throws IOException {
        List<String> names = new ArrayList<>();
        Path directory = root.resolve(path);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, Files::isDirectory)) {
            for (Path entry : entries) {
                requireInside(entry);
                names.add(entry.getFileName().toString());
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            throw new BadInputException("'" + directory + "' was changed while it was read", e);
        }
        names.sort(null);
        return names;
    }

    @Override
    public String place() {
        return root.toString();
    }

    /** Absolute path of the store, without links. */
    Path root() {
        return root;
    }

    private void requireInside(Path path) throws IOException {
        if (!path.toRealPath().startsWith(root)) {
            throw new BadInputException("'" + path + "' is a link to a place outside of the store '" + root + "'");
        }
    }
}
