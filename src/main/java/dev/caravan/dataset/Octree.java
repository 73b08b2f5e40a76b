package dev.caravan.dataset;

import dev.caravan.manifest.Manifest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A Potree octree on the local disk.
 *
 * @param directory where `metadata.json`, `hierarchy.bin` and `octree.bin` lie
 * @param pointsRead points that the converter decoded from the sources; null when the converter does not say
 * @param points points that the octree was proven to hold; null until `verify` has proven it
 * @param provenAt when it was proven; null until then
 * @param producer what made it; null of an octree of an earlier release, whose manifest may know it
 */
public record Octree(
        Path directory,
        @Nullable Long pointsRead,
        @Nullable Long points,
        @Nullable Instant provenAt,
        Manifest.@Nullable Producer producer) {

    /** An octree that a converter has written, and that nobody has looked at yet. */
    public static Octree unproven(Path directory, OptionalLong pointsRead) {
        return new Octree(directory, pointsRead.isPresent() ? pointsRead.getAsLong() : null, null, null, null);
    }

    public Octree madeBy(Manifest.Producer newProducer) {
        return new Octree(directory, pointsRead, points, provenAt, newProducer);
    }

    public Octree proven(long points, Instant when) {
        return new Octree(directory, pointsRead, points, when, producer);
    }

    /** The same octree, after it was moved. */
    public Octree at(Path directory) {
        return new Octree(directory, pointsRead, points, provenAt, producer);
    }
}
