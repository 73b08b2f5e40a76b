package dev.caravan.api.version;

import dev.caravan.manifest.Manifest.Content;
import dev.caravan.version.Version;
import dev.caravan.version.VersionList.Entry;
import dev.caravan.version.VersionList.State;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A version of a dataset in one target. */
@Schema(name = "Version", description = "A version of a dataset in one target, as the target shows it.")
record VersionView(
        @Schema(description = "Name of the target.") String target,

        @Schema(description = "Its name.", example = "20261122T164100Z-9f86d081")
        String version,

        @Schema(
                description =
                        "LIVE: readers are sent to it. KEPT: it was live, and can be rolled back to. UNFINISHED: its upload goes on, or was never finished.")
        State state,

        @Schema(description = "Since when it is live.") @Nullable
        Instant liveSince,

        @Schema(description = "When another version took its place.") @Nullable
        Instant replacedAt,

        @Schema(description = "When it was made and proven.") @Nullable
        Instant created,

        @Schema(description = "Of an octree.") @Nullable Long points,

        @Schema(description = "How many objects it has, its manifest included.") @Nullable
        Integer objects,

        @Schema(description = "Sum of their sizes.") @Nullable
        Long bytes,

        @Schema(description = "Address of metadata.json; null when the version has no manifest.") @Nullable
        URI url) {

    static VersionView of(Entry entry) {
        Version version = entry.manifest();
        return new VersionView(
                entry.target(),
                entry.version(),
                entry.state(),
                entry.live(),
                entry.replaced(),
                version == null ? null : version.manifest().created(),
                version == null ? null : points(version.manifest().content()),
                version == null ? null : version.objects(),
                version == null ? null : version.bytes(),
                entry.address());
    }

    private static @Nullable Long points(@Nullable Content content) {
        return content == null ? null : content.points();
    }
}
