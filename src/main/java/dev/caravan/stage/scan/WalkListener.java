package dev.caravan.stage.scan;

import dev.caravan.dataset.SourceFile;
import java.io.IOException;
import java.nio.file.Path;

/** Hears what a walk through a source comes upon. */
interface WalkListener {

    /** The walk begins to read a directory. */
    default void enters(Path directory) throws InterruptedException {}

    /** @throws InterruptedException when the walk is to end */
    void found(SourceFile file) throws InterruptedException;

    /** A file or directory that is not taken. */
    void ignored();

    /** A file or directory that cannot be looked at; the walk goes on. */
    void unreadable(Path path, IOException cause);

    /** A name that is no valid text in the encoding of file names. */
    void unrepresentable(Path path);

    /** All that lies directly in the directory has been told. */
    default void listed(Path directory) throws InterruptedException {}

    /** A directory below the source's that cannot be listed, or not to its end; the walk goes on. */
    default void notListed(Path directory, IOException cause) throws InterruptedException {
        unreadable(directory, cause);
    }
}
