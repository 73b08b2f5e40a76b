package dev.caravan.version;

import dev.caravan.manifest.Manifest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * `latest.json`: which version of a dataset is live, and which were. Addresses are relative to the pointer's own.
 *
 * @param format of this pointer; {@link #FORMAT}
 * @param dataset its key
 * @param version that is live
 * @param metadata address of the live octree's `metadata.json`, or of the metadata of a Zarr store's root; null of an archive
 * @param manifest address of the live version's `caravan.json`
 * @param published when this version became the live one
 * @param sequence 1 at first, and one more with each writing of the pointer: of two pointers of a dataset, the one with the
 *     larger number is the newer
 * @param earlier versions that were live and are kept, the last one that was replaced first
 */
public record Pointer(
        int format,
        String dataset,
        String version,
        @Nullable String metadata,
        String manifest,
        Instant published,
        long sequence,
        List<Earlier> earlier) {
    public static final String NAME = "latest.json";
    public static final int FORMAT = 1;

    public Pointer {
        earlier = List.copyOf(earlier);
    }

    /**
     * A version that was live.
     *
     * @param replaced when it ceased to be
     */
    public record Earlier(String version, Instant replaced) {}

    /** The first one of a dataset. */
    static Pointer first(Manifest manifest, Instant now) {
        return live(manifest, now, 1, List.of());
    }

    /** The one that makes another version live. */
    Pointer to(Manifest manifest, Instant now) {
        List<Earlier> others = new ArrayList<>(List.of(new Earlier(version, seconds(now))));
        earlier.stream()
                .filter(one -> !one.version().equals(manifest.version()))
                .forEach(others::add);
        return live(manifest, now, sequence + 1, others);
    }

    /** The one that no longer keeps these, none of which is live. */
    Pointer without(Collection<String> versions) {
        List<Earlier> others = earlier.stream()
                .filter(one -> !versions.contains(one.version()))
                .toList();
        return new Pointer(format, dataset, version, metadata, manifest, published, sequence + 1, others);
    }

    public boolean wasLive(String other) {
        return earlier.stream().anyMatch(one -> one.version().equals(other));
    }

    /** Whether it is live, or kept. */
    public boolean knows(String other) {
        return version.equals(other) || wasLive(other);
    }

    private static Pointer live(Manifest manifest, Instant now, long sequence, List<Earlier> earlier) {
        String directory = manifest.version() + "/";
        return new Pointer(
                FORMAT,
                manifest.dataset(),
                manifest.version(),
                manifest.entrance().map(object -> directory + object.name()).orElse(null),
                directory + Manifest.NAME,
                seconds(now),
                sequence,
                earlier);
    }

    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
