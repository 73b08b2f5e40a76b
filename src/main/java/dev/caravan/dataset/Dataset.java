package dev.caravan.dataset;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The unit that flows: one or more source files that become one octree. Immutable; each stage returns a copy with what
 * it has added.
 *
 * @param key where the octree is published: the path relative to the source directory, of a file or manifest without
 *     the extension, with `/` between names
 * @param root absolute path of the source directory it was found in
 * @param sources its files, at least one, in the order of their paths
 * @param group what makes it one dataset, when it is of many files; null when it is one file
 * @param labels what its source says about it; {@link Labels#NONE} when it says nothing
 * @param octree what the conversion made; null before it
 */
public record Dataset(
        String key,
        Path root,
        List<SourceFile> sources,
        @Nullable Group group,
        Labels labels,
        @Nullable Octree octree) {

    public Dataset(
            String key,
            Path root,
            List<SourceFile> sources,
            @Nullable Group group,
            @Nullable Labels labels,
            @Nullable Octree octree) {
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("dataset '" + key + "' has no source file");
        }
        this.key = key;
        this.root = root;
        this.sources = List.copyOf(sources);
        this.group = group;
        // Jobs that an earlier release put into the queue have none.
        this.labels = labels == null ? Labels.NONE : labels;
        this.octree = octree;
    }

    /** A dataset as the scan finds it. */
    public static Dataset found(String key, Path root, SourceFile... sources) {
        return new Dataset(key, root, List.of(sources), null, Labels.NONE, null);
    }

    public Dataset with(Labels labels) {
        return new Dataset(key, root, sources, group, labels, octree);
    }

    public Dataset with(Octree octree) {
        return new Dataset(key, root, sources, group, labels, octree);
    }

    /** The octree, for the stages that come after the conversion. */
    public Octree requireOctree() {
        if (octree == null) {
            throw new IllegalStateException("dataset '" + key + "' has not been converted yet");
        }
        return octree;
    }

    /** Sum of the sources' sizes in bytes. */
    public long bytes() {
        return sources.stream().mapToLong(SourceFile::size).sum();
    }

    /** The newest of the sources' modification times. */
    public Instant modified() {
        return sources.stream()
                .map(SourceFile::modified)
                .max(Instant::compareTo)
                .orElseThrow();
    }

    /** What people call it: the directory, the manifest, or the file. */
    public Path target() {
        return group == null ? sources.get(0).path() : group.target();
    }

    /** All files that this version depends on: the sources, and the manifest that names them. */
    public List<SourceFile> files() {
        return Roster.files(group == null ? null : group.manifest(), sources);
    }

    /** A dataset of many files, as it was found on disk. */
    public Roster roster() {
        if (group == null) {
            throw new IllegalStateException("dataset '" + key + "' is one file");
        }
        return new Roster(
                key, root, group.unit(), group.target(), group.manifest(), sources, List.of(), group.fingerprint());
    }

    /** The Redis keys of all records that tell what becomes of it. */
    public List<String> recordKeys() {
        Stream<String> own = group == null ? Stream.empty() : Stream.of(recordKey(key));
        return Stream.concat(own, files().stream().map(SourceFile::recordKey)).toList();
    }

    /** The Redis key of the record of a dataset of many files. */
    public static String recordKey(String key) {
        return "dataset:" + key;
    }

    /** One name for people: the target, and how many files it has, or how many more there are. */
    public String title() {
        int count = sources.size();
        if (group != null) {
            return target() + (count == 1 ? " (1 file)" : " (" + count + " files)");
        }
        return count == 1 ? target().toString() : target() + " and " + (count - 1) + " more";
    }
}
