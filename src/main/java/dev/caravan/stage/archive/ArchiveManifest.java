package dev.caravan.stage.archive;

import dev.caravan.archive.ArchiveListing;
import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.Profile;
import dev.caravan.dataset.Unit;
import dev.caravan.manifest.Manifest;
import dev.caravan.s3.Sent;
import java.util.List;
import java.util.Map;

/** Makes the manifests of archives. */
final class ArchiveManifest {
    /** The name of what makes archives. */
    private static final String PRODUCER = "caravan-archive";

    private ArchiveManifest() {}

    static Manifest of(Backup backup, ArchiveListing listing, ArchivePlace place, Sent shipped) {
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
}
