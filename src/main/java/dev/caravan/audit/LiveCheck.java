package dev.caravan.audit;

import dev.caravan.manifest.Manifest;
import dev.caravan.manifest.ManifestException;
import dev.caravan.publication.LiveManifest;
import dev.caravan.publication.LiveManifests;
import dev.caravan.publication.Publication;
import dev.caravan.s3.Layout;
import dev.caravan.s3.S3Connection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares one noted publication with what its target shows, and its dataset with the disk. */
final class LiveCheck {
    private final S3Connection connection;
    private final LiveManifests manifests;
    private final ObjectCheck objects;
    private final Parts parts;
    private final AuditRequest request;
    private final AuditReport report;

    LiveCheck(S3Connection connection, LiveManifests manifests, Parts parts, AuditRequest request, AuditReport report) {
        this.connection = connection;
        this.manifests = manifests;
        this.objects = new ObjectCheck(connection, request.checksum(), report::going);
        this.parts = parts;
        this.request = request;
        this.report = report;
    }

    /** @param withDisk whether sources and octree are looked at: once for all targets */
    void of(String dataset, Publication noted, boolean withDisk) throws IOException {
        report.looked("datasets", noted.directory());
        Optional<Manifest> manifest = manifest(dataset, noted);
        if (manifest.isEmpty()) {
            return;
        }
        DatasetStanding standing = DatasetStanding.of(manifest.get(), parts);
        if (standing.busy()) {
            report.looked("busy-datasets", noted.directory());
            return;
        }
        List<AuditFinding> published = new ArrayList<>();
        for (Manifest.PublishedObject object : manifest.get().objects()) {
            report.looked("objects", object.key(noted.directory()));
            objects.of(dataset, noted.directory(), object).ifPresent(published::add);
        }
        if (noted.layout() == Layout.VERSIONED) {
            pointer(dataset, noted, published);
        }
        republish(dataset, manifest.get().target(), published);
        if (!standing.recorded()) {
            unrecorded(dataset, manifest.get(), noted);
        }
        if (withDisk) {
            for (AuditFinding finding : DiskCheck.of(noted.target(), manifest.get(), standing)) {
                report.add(finding);
            }
        }
    }

    /** Empty when there is none that could be compared, which is a finding. */
    private Optional<Manifest> manifest(String dataset, Publication noted) throws IOException {
        String key = noted.directory() + Manifest.NAME;
        try {
            Optional<Manifest> manifest = manifests.manifest(noted.directory());
            // An earlier release noted no version.
            boolean any = noted.version().isEmpty();
            if (manifest.isPresent() && (any || manifest.get().version().equals(noted.version()))) {
                return manifest;
            }
            AuditFinding finding = manifest.map(other ->
                            finding(AuditFinding.CHANGED, "manifest", dataset, key, other.version(), noted.version()))
                    .orElseGet(
                            () -> finding(AuditFinding.MISSING, "manifest", dataset, key, "nothing", noted.version()));
            republish(dataset, manifest.map(Manifest::target).orElse(null), List.of(finding));
        } catch (ManifestException e) {
            String found = String.valueOf(e.getMessage());
            report.add(finding(AuditFinding.CHANGED, "manifest", dataset, key, found, noted.version())
                    .left(
                            parts.products().isKnown(dataset)
                                    ? "convert the product once more: caravan geozarr reprocess with its key"
                                    : "begin the dataset anew: caravan reprocess with its path"));
        }
        return Optional.empty();
    }

    private void pointer(String dataset, Publication noted, List<AuditFinding> published) throws IOException {
        String key = connection.target().prefix() + dataset + "/" + LiveManifests.POINTER;
        String found;
        try {
            found = manifests
                    .find(dataset)
                    .map(live -> live.manifest().version())
                    .orElse("nothing");
        } catch (ManifestException e) {
            found = String.valueOf(e.getMessage());
        }
        if (!found.equals(noted.version())) {
            published.add(finding(AuditFinding.WRONG_POINTER, "pointer", dataset, key, found, noted.version()));
        }
    }

    private void unrecorded(String dataset, Manifest manifest, Publication noted) throws IOException {
        AuditFinding finding = finding(
                AuditFinding.UNRECORDED,
                "record",
                dataset,
                manifest.target(),
                "nothing",
                "a record of its publication");
        if (request.repair()) {
            String action = parts.restorer()
                    .restore(new LiveManifest(manifest, noted), false, bytes -> report.going())
                    .action();
            report.add(finding.mended(action));
        } else {
            report.add(finding.left("its record is written, as by caravan rebuild"));
        }
    }

    /** All findings of one dataset are mended by one job. */
    private void republish(String dataset, @Nullable String target, List<AuditFinding> findings) throws IOException {
        if (findings.isEmpty()) {
            return;
        }
        if (parts.products().isKnown(dataset)) {
            product(dataset, findings);
            return;
        }
        String path = Objects.requireNonNullElseGet(
                target, () -> known(findings.get(0).dataset()));
        if (!request.repair() || path.isEmpty()) {
            for (AuditFinding finding : findings) {
                report.add(finding.left(
                        path.isEmpty()
                                ? "none: nobody knows what it was made of"
                                : "it is published once more from its octree, or else converted again; an archive is copied from"
                                        + " another target, or else made again"));
            }
            return;
        }
        Republisher.Republished done =
                parts.republisher().again(Path.of(path), connection.target().name());
        for (AuditFinding finding : findings) {
            report.add(done.begun() ? finding.mended(done.sentence()) : finding.left(done.sentence()));
        }
    }

    private void product(String dataset, List<AuditFinding> findings) throws IOException {
        if (!request.repair()) {
            for (AuditFinding finding : findings) {
                report.add(finding.left("its product is converted once more, as it was asked for last"));
            }
            return;
        }
        Republisher.Republished done = parts.products().again(dataset);
        for (AuditFinding finding : findings) {
            report.add(done.begun() ? finding.mended(done.sentence()) : finding.left(done.sentence()));
        }
    }

    /** The target of a dataset without a manifest, by its records; '' when they do not know it. */
    private String known(String dataset) {
        return parts.files().ownerOf(dataset).map(Path::toString).orElse("");
    }

    private AuditFinding finding(
            String kind, String thing, String dataset, String place, String found, String expected) {
        String target = connection.target().name();
        return new AuditFinding(kind, thing, target, dataset, place, found, expected, "", false);
    }
}
