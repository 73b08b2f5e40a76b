package dev.caravan.converter.builtin;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A directory that is gone when it is closed, with all that is in it. */
record ScratchDirectory(Path path) implements Closeable {

    /** Makes one with a name of its own. Its permissions are the usual ones, as it may become somebody's octree. */
    static ScratchDirectory in(Path parent, String prefix) throws IOException {
        Files.createDirectories(parent);
        return new ScratchDirectory(Files.createDirectory(parent.resolve(prefix + UUID.randomUUID())));
    }

    @Override
    public void close() throws IOException {
        remove(path);
    }

    /** Removes a directory and all that is in it; nothing happens when it is not there. */
    static void remove(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException fault) throws IOException {
                if (fault != null) {
                    throw fault;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
