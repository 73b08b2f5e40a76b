package dev.caravan.publication;

import dev.caravan.s3.Layout;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A dataset in one S3 target, after each of its objects was proven to be there.
 *
 * @param target name of the target in the configuration
 * @param layout by which it was published
 * @param version of the dataset, as its manifest has it
 * @param directory key of the directory that holds its objects, with the target's prefix and a slash at the end
 * @param address of the object that readers open: an octree's `metadata.json`, or the archive
 * @param pointer address of `latest.json`, which names the newest version; null in the plain layout
 * @param objects how many there are, the manifest included
 * @param bytes sum of the objects' sizes
 * @param at when the last object was proven, and the version became the live one
 * @param job that published it; '' when somebody has rolled back to it
 * @param viewing what came of looking at it as a browser does; null when nobody has looked
 */
public record Publication(
        String target,
        Layout layout,
        String version,
        String directory,
        URI address,
        @Nullable URI pointer,
        int objects,
        long bytes,
        Instant at,
        String job,
        @Nullable Viewing viewing) {

    public Publication seen(Viewing newViewing) {
        return new Publication(
                target, layout, version, directory, address, pointer, objects, bytes, at, job, newViewing);
    }
}
