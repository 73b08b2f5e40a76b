package dev.caravan.manifest;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Manifests as a publication leaves them. */
public final class AManifest {
    public static final String SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private AManifest() {}

    public static Manifest of(String dataset) {
        Instant made = Instant.parse("2026-11-22T16:41:00.123456789Z");
        return new Manifest(
                Manifest.FORMAT,
                dataset,
                "octree",
                VersionName.of(made, dataset),
                made,
                "file",
                "/in/" + dataset + ".las",
                null,
                List.of(new Manifest.Source(
                        "/in/" + dataset + ".las", 5_000_000_000L, made.minusSeconds(3600), SHA256)),
                producer(),
                new Manifest.Content(7, List.of(0.5, -1.0, 2.0), List.of(1.5, 3.0, 2.25), "EPSG:25832"),
                List.of(
                        new Manifest.PublishedObject(
                                "hierarchy.bin", 22, "application/octet-stream", SHA256, "AAAAAAAAAAA="),
                        new Manifest.PublishedObject(
                                "metadata.json", 3000, "application/json", SHA256, "AAAAAAAAAAA=")));
    }

    public static Manifest.Producer producer() {
        return new Manifest.Producer("caravan", "1.0", Map.of("method", "poisson", "encoding", "DEFAULT"));
    }
}
