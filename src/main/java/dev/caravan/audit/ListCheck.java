package dev.caravan.audit;

import dev.caravan.audit.Belongings.Belonging;
import dev.caravan.audit.Belongings.Kind;
import dev.caravan.file.DatasetRecord;
import dev.caravan.manifest.ManifestException;
import dev.caravan.publication.LiveManifest;
import dev.caravan.publication.LiveManifests;
import dev.caravan.rebuild.RebuiltDataset;
import dev.caravan.s3.ListedObject;
import dev.caravan.s3.S3Connection;
import dev.caravan.s3.S3Objects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Goes through all objects below a target's prefix: which of them is nobody's, and which publication nobody has noted. */
final class ListCheck {
    /** What this service keeps for itself in a bucket. */
    private static final String OWN = ".caravan/";

    private final S3Connection connection;
    private final S3Objects objects;
    private final LiveManifests manifests;
    private final Belongings belongings;
    private final Parts parts;
    private final AuditRequest request;
    private final AuditReport report;
    private final Predicate<String> wanted;

    /** @param wanted keys of the datasets that are looked at */
    ListCheck(
            S3Connection connection,
            LiveManifests manifests,
            Parts parts,
            AuditRequest request,
            AuditReport report,
            Predicate<String> wanted) {
        this.connection = connection;
        this.objects = new S3Objects(connection);
        this.manifests = manifests;
        this.belongings = new Belongings(connection.target(), manifests, parts.publications());
        this.parts = parts;
        this.request = request;
        this.report = report;
        this.wanted = wanted;
    }

    void run() throws IOException {
        try {
            objects.list(connection.target().prefix(), this::look);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void look(ListedObject object) {
        try {
            report.looked("listed-objects", object.key());
            Belonging belonging = belongings.of(object.key());
            if (!wanted.test(belonging.dataset())) {
                return;
            }
            switch (belonging.kind()) {
                case LIVE -> door(object.key(), belonging.dataset());
                case KEPT -> report.looked("kept-version-objects", object.key());
                case ORPHANED, FOREIGN -> orphan(object, belonging);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By its door a dataset is seen once. */
    private void door(String key, String dataset) throws IOException {
        String target = connection.target().name();
        boolean noted = parts.publications().find(dataset, target).isPresent();
        if (noted || manifests.dataset(key).isEmpty()) {
            return;
        }
        AuditFinding finding = new AuditFinding(
                AuditFinding.UNRECORDED, "publication", target, dataset, key, "nothing", "noted", "", false);
        try {
            Optional<LiveManifest> live = manifests.find(dataset);
            if (live.isPresent() && request.repair()) {
                RebuiltDataset done = parts.restorer().restore(live.get(), false, bytes -> report.going());
                report.add(finding.mended(done.action() + (done.reason().isEmpty() ? "" : ": " + done.reason())));
            } else {
                report.add(finding.left("it is noted, and its record written, as by caravan rebuild"));
            }
        } catch (ManifestException e) {
            report.add(finding.left("none: " + e.getMessage()));
        }
    }

    private void orphan(ListedObject object, Belonging belonging) throws IOException {
        boolean own =
                object.key().substring(connection.target().prefix().length()).startsWith(OWN);
        boolean ours = belonging.kind() == Kind.ORPHANED || own;
        if (ours && !own && busy(belonging.dataset())) {
            report.looked("objects-of-busy-datasets", object.key());
            return;
        }
        AuditFinding finding = new AuditFinding(
                AuditFinding.ORPHANED,
                "object",
                connection.target().name(),
                belonging.dataset(),
                object.key(),
                object.size() + " bytes of " + object.modified(),
                "nothing",
                "",
                false);
        if (!ours) {
            report.add(finding.left("none: it lies below no dataset of ours, and may be another program's"));
        } else if (request.repair() && request.deleteOrphans()) {
            objects.delete(List.of(object.key()));
            report.add(finding.mended("deleted"));
        } else {
            report.add(finding.left("deleted, when orphans are to be deleted"));
        }
    }

    /** A job may be about to publish it. */
    private boolean busy(String dataset) {
        return parts.products().busy(dataset) || recordIsBusy(dataset);
    }

    private boolean recordIsBusy(String dataset) {
        return parts.files()
                .ownerOf(dataset)
                .map(owner -> parts.files()
                        .datasetAt(owner)
                        .map(DatasetRecord::status)
                        .or(() -> parts.files().find(owner).map(record -> record.status())))
                .flatMap(status -> status)
                .filter(status -> new DatasetStanding(true, status, null, null).busy())
                .isPresent();
    }
}
