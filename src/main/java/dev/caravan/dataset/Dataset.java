package dev.caravan.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The unit that flows: one or more source files that become one octree. Immutable; each stage returns a copy with what
 * it has added.
 *
 * @param key where the octree is published: the path relative to the source directory, without the extension, with
 *     `/` between names
 * @param root absolute path of the source directory it was found in
 * @param sources its files, at least one, in the order of their paths
 * @param labels what its source says about it; {@link Labels#NONE} when it says nothing
 * @param octree what the conversion made; null before it
 * @param publications one for each target that has it
 */
public record Dataset(
        String key,
        Path root,
        List<SourceFile> sources,
        Labels labels,
        @Nullable Octree octree,
        List<Publication> publications) {

    public Dataset(
            String key,
            Path root,
            List<SourceFile> sources,
            @Nullable Labels labels,
            @Nullable Octree octree,
            List<Publication> publications) {
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("dataset '" + key + "' has no source file");
        }
        this.key = key;
        this.root = root;
        this.sources = List.copyOf(sources);
        // Jobs that an earlier release put into the queue have none.
        this.labels = labels == null ? Labels.NONE : labels;
        this.octree = octree;
        this.publications = List.copyOf(publications);
    }

    /** A dataset as the scan finds it. */
    public static Dataset found(String key, Path root, SourceFile... sources) {
        return new Dataset(key, root, List.of(sources), Labels.NONE, null, List.of());
    }

    public Dataset with(Labels labels) {
        return new Dataset(key, root, sources, labels, octree, publications);
    }

    public Dataset with(Octree octree) {
        return new Dataset(key, root, sources, labels, octree, publications);
    }

    public Dataset with(Publication publication) {
        List<Publication> others = publications.stream()
                .filter(other -> !other.target().equals(publication.target()))
                .toList();
        return new Dataset(
                key,
                root,
                sources,
                labels,
                octree,
                Stream.concat(others.stream(), Stream.of(publication)).toList());
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

    /** One name for people: the first source's path, and how many more there are. */
    public String title() {
        Path first = sources.get(0).path();
        return sources.size() == 1 ? first.toString() : first + " and " + (sources.size() - 1) + " more";
    }
}
