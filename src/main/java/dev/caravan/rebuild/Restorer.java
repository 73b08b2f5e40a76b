package dev.caravan.rebuild;

import dev.caravan.dataset.Profile;
import dev.caravan.dataset.Unit;
import dev.caravan.file.LostDataset;
import dev.caravan.file.LostRecords;
import dev.caravan.file.Restoration;
import dev.caravan.geozarr.GeoZarr;
import dev.caravan.geozarr.GeoZarrRecords;
import dev.caravan.manifest.Manifest;
import dev.caravan.publication.LiveManifest;
import dev.caravan.publication.Publication;
import dev.caravan.publication.PublicationStore;
import dev.caravan.rebuild.PresentSources.State;
import dev.caravan.stage.verify.Octrees;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/** Notes a publication, and writes the records of its dataset, as far as they are not there. */
public final class Restorer {
    private final SourceLook sources;
    private final LostRecords records;
    private final PublicationStore publications;
    private final GeoZarrRecords products;
    private final Octrees octrees;
    private final boolean hashes;
    private final Clock clock;

    /** @param hashes whether records keep the hashes of files (`caravan.claim.content-hash`) */
    public Restorer(
            SourceLook sources,
            LostRecords records,
            PublicationStore publications,
            GeoZarrRecords products,
            Octrees octrees,
            boolean hashes,
            Clock clock) {
        this.sources = sources;
        this.records = records;
        this.publications = publications;
        this.products = products;
        this.octrees = octrees;
        this.hashes = hashes;
        this.clock = clock;
    }

    /**
     * What is live becomes known once more.
     *
     * @param dryRun only says what would become of it
     * @param read as in {@link SourceLook}
     */
    public RebuiltDataset restore(LiveManifest live, boolean dryRun, LongConsumer read) throws IOException {
        Manifest manifest = live.manifest();
        if (manifest.profile().equals(GeoZarr.PROFILE)) {
            return product(live, dryRun);
        }
        PresentSources present = sources.at(manifest, read);
        if (!dryRun) {
            note(manifest.dataset(), live.publication());
        }
        if (present.state() == State.LEFT) {
            return line(manifest, "published", present.reason());
        }
        Restoration restoration = records.restore(lost(live, present), dryRun);
        return switch (restoration.outcome()) {
            case CREATED -> line(manifest, present.state() == State.GONE ? "deleted" : "recorded", present.reason());
            case KEPT -> line(manifest, "kept", "there is a record: " + kept(restoration.detail()));
            case OWNED -> line(manifest, "refused", "'" + restoration.detail() + "' has the dataset key");
            case SHARED -> line(manifest, "refused", "another dataset has the file '" + restoration.detail() + "'");
        };
    }

    /** A product lies in no source directory, where it could be looked for. */
    private RebuiltDataset product(LiveManifest live, boolean dryRun) {
        Manifest manifest = live.manifest();
        Publication publication = live.publication();
        String outcome = products.restore(manifest, publication.target(), publication.job(), dryRun);
        if (!dryRun) {
            note(manifest.dataset(), publication);
        }
        return switch (outcome) {
            case "recorded" -> line(manifest, "recorded", "the item that led to the product is not known any more");
            case "kept" -> line(manifest, "kept", "there is a record of its product");
            default -> line(manifest, "published", outcome);
        };
    }

    /** What is noted of a newer version is left. */
    private void note(String dataset, Publication publication) {
        boolean newer = publications
                .find(dataset, publication.target())
                .filter(noted -> noted.version().compareTo(publication.version()) >= 0)
                .isPresent();
        if (!newer) {
            publications.put(dataset, publication);
        }
    }

    private LostDataset lost(LiveManifest live, PresentSources present) throws IOException {
        Manifest manifest = live.manifest();
        Unit unit = SourceLook.unit(manifest);
        Map<Path, String> known = hashes
                ? manifest.sources().stream()
                        .collect(Collectors.toMap(source -> Path.of(source.path()), Manifest.Source::sha256))
                : Map.of();
        return new LostDataset(
                manifest.dataset(),
                unit,
                Path.of(manifest.target()),
                present.manifest(),
                present.fingerprint(),
                present.files(),
                known,
                live.publication().target(),
                fields(live, present));
    }

    private Map<String, String> fields(LiveManifest live, PresentSources present) throws IOException {
        Manifest manifest = live.manifest();
        Publication publication = live.publication();
        Map<String, String> fields = new HashMap<>(Map.of(
                "stage", "record",
                "attempts", "1",
                "job", publication.job(),
                "url", publication.address().toString(),
                "timestamp_s3", Long.toString(publication.at().getEpochSecond()),
                "published_to", publication.target(),
                "user", present.labels().user(),
                "project", present.labels().project(),
                "octreepath", "",
                "timestamp_octree", Long.toString(manifest.created().getEpochSecond())));
        boolean unknown = manifest.producer().equals(Manifest.Producer.UNKNOWN);
        boolean archive = manifest.profile().equals(Profile.ARCHIVE.word());
        // What makes octrees has no part in an archive.
        fields.put("made_by", unknown || archive ? "" : manifest.producer().mark());
        if (archive) {
            fields.put("stage", "tidy");
            fields.put("timestamp_octree", "");
        }
        if (manifest.content() != null) {
            fields.put("points", Long.toString(manifest.content().points()));
        }
        Optional<OctreeOnDisk> octree = OctreeOnDisk.of(octrees, manifest);
        octree.ifPresent(found -> {
            fields.put("octreepath", found.directory().toString());
            fields.put("octree_job", found.job());
        });
        if (present.completed() != null) {
            fields.put("completed_path", present.completed().toString());
        }
        if (present.state() == State.GONE) {
            fields.put("deleted_at", Long.toString(clock.instant().getEpochSecond()));
        }
        return fields;
    }

    private static String kept(String status) {
        return status.isEmpty() ? "of another program" : status;
    }

    private static RebuiltDataset line(Manifest manifest, String action, String reason) {
        return new RebuiltDataset(manifest.dataset(), manifest.target(), manifest.version(), action, reason);
    }
}
