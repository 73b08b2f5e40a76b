package dev.caravan.stage.archive;

import dev.caravan.archive.ArchiveListing;
import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.Profile;
import dev.caravan.dataset.Unit;
import dev.caravan.manifest.Manifest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Makes and reads the manifests of archives. */
final class ArchiveManifest {
    /** The name of what makes archives. */
    private static final String PRODUCER = "caravan-archive";

    private ArchiveManifest() {}

    static Manifest of(Backup backup, ArchiveListing listing, ArchivePlace place, Shipped shipped) {
        Dataset dataset = backup.dataset();
        Plan plan = backup.requirePlan();
        return new Manifest(
                Manifest.FORMAT,
                dataset.key(),
                Profile.ARCHIVE.word(),
                plan.version(),
                plan.made(),
                (dataset.group() == null ? Unit.FILE : dataset.group().unit()).word(),
                dataset.target().toString(),
                dataset.group() == null ? null : dataset.group().fingerprint(),
                listing.files()
                        .map(file -> new Manifest.Source(
                                file.path().toString(), file.size(), file.modified(), String.valueOf(file.sha256())))
                        .toList(),
                new Manifest.Producer(
                        PRODUCER,
                        "1",
                        Map.of("compression", backup.compression().word(), "level", String.valueOf(backup.level()))),
                null,
                List.of(new Manifest.PublishedObject(
                        place.name(),
                        shipped.size(),
                        backup.compression().mediaType(),
                        shipped.sha256(),
                        shipped.crc64nvme())));
    }

    static byte[] bytes(Manifest manifest) {
        return ArchiveJson.write(manifest).getBytes(StandardCharsets.UTF_8);
    }

    static Manifest read(byte[] bytes) {
        return ArchiveJson.read(new String(bytes, StandardCharsets.UTF_8), Manifest.class);
    }
}
