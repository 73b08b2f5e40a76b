package dev.caravan.retention;

import dev.caravan.file.FileStore;
import dev.caravan.file.PublishedRecords;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Octrees on the disk of this instance. */
public final class LocalOctrees {
    private static final Logger LOG = LoggerFactory.getLogger(LocalOctrees.class);

    private final Path octrees;
    private final FileStore store;
    private final PublishedRecords records;

    /** @param octrees the directory below which all of them lie */
    public LocalOctrees(Path octrees, FileStore store, PublishedRecords records) {
        this.octrees = octrees;
        this.store = store;
        this.records = records;
    }

    /** Where the octree of a dataset lies, by its record; empty when it has none below our directory that is there. */
    Optional<Path> of(String dataset) {
        String owner = records.look(List.of(dataset)).get(0).owner();
        if (owner.isEmpty()) {
            return Optional.empty();
        }
        Path path = Path.of(owner);
        Optional<Path> ofMany = store.datasetAt(path)
                .filter(record -> record.key().equals(dataset))
                .flatMap(record -> Optional.ofNullable(record.octree()));
        return ofMany.or(() -> store.find(path)
                        .filter(record -> dataset.equals(record.key()))
                        .flatMap(record -> Optional.ofNullable(record.octree())))
                .map(Path::normalize)
                .filter(octree -> octree.startsWith(octrees) && !octree.equals(octrees))
                .filter(octree -> Files.isDirectory(octree, LinkOption.NOFOLLOW_LINKS));
    }

    /**
     * Deletes the octree of a dataset: the files of its directory, and that. Directories in it are another dataset's, and stay.
     *
     * @return whether there was one
     */
    boolean delete(String dataset) throws IOException {
        Optional<Path> octree = of(dataset);
        if (octree.isEmpty()) {
            return false;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(octree.get())) {
            for (Path file : files) {
                if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                    Files.deleteIfExists(file);
                }
            }
        }
        try {
            Files.deleteIfExists(octree.get());
        } catch (DirectoryNotEmptyException e) {
            LOG.info("{} stays: other octrees lie in it", octree.get());
        }
        return true;
    }
}
