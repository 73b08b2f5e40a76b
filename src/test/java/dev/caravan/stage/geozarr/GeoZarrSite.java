package dev.caravan.stage.geozarr;

import dev.caravan.audit.Audit;
import dev.caravan.audit.AuditRequest;
import dev.caravan.audit.Parts;
import dev.caravan.audit.ProductWork;
import dev.caravan.audit.Republisher;
import dev.caravan.file.FileClaims;
import dev.caravan.file.FileStore;
import dev.caravan.file.LostRecords;
import dev.caravan.geozarr.GeoZarr;
import dev.caravan.geozarr.GeoZarrUpload;
import dev.caravan.geozarr.ProductSite;
import dev.caravan.manifest.Manifest;
import dev.caravan.publication.Publication;
import dev.caravan.rebuild.Rebuild;
import dev.caravan.rebuild.RebuildRequest;
import dev.caravan.rebuild.Restorer;
import dev.caravan.rebuild.SourceLook;
import dev.caravan.retention.Cause;
import dev.caravan.retention.Unpublish;
import dev.caravan.retention.Unpublishing;
import dev.caravan.review.Reviews;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.RealS3;
import dev.caravan.s3.S3Connections;
import dev.caravan.s3.TargetSettings;
import dev.caravan.stage.archive.UsualBackups;
import dev.caravan.stage.scan.ScanSettings;
import dev.caravan.stage.scan.SourceRules;
import dev.caravan.stage.scan.SourceSettings;
import dev.caravan.stage.verify.Octrees;
import dev.caravan.support.ARun;
import dev.caravan.support.RealRedis;
import dev.caravan.version.Versioning;
import dev.caravan.workspace.Workspace;
import dev.caravan.zarr.ZarrSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** GeoZarr stores in a target, and whatever looks at what is published, put together as in the service. */
final class GeoZarrSite implements AutoCloseable {
    static final String R10 = "/measurements/reflectance/r10m";
    static final String KEY = "geozarr/sample";
    static final String PRODUCT = "https://data.example/a.zarr";

    final ProductSite products = new ProductSite();
    final List<Path> republished = new ArrayList<>();
    final PublishSettings settings;
    final S3Connections connections;
    final Versioning versioning;
    final Unpublish unpublish;
    private final S3Client s3 = RealS3.owner();
    private final Path directory;
    private final GeoZarrUploads uploads;
    private Instant now = Instant.parse("2026-11-22T16:41:00Z");

    /** @param target called `here` */
    GeoZarrSite(Path directory, TargetSettings target) {
        this.directory = directory;
        settings = RealS3.settings(target);
        connections = RealS3.connections(settings);
        versioning = new Versioning(settings, connections);
        uploads = new GeoZarrUploads(
                settings,
                connections,
                products.publications,
                new GeoZarrUploads.Versions(
                        versioning.datasets, versioning.uploads, versioning.pointers, versioning.locks));
        unpublish = new Unpublish(
                settings, connections, products.publications, new FileClaims(RealRedis.template()), versioning.locks);
    }

    @Override
    public void close() {
        connections.close();
        s3.close();
    }

    /** A usual one, which is published and recorded. */
    GeoZarr published(String attempt) throws IOException {
        Path own = directory.resolve(attempt);
        ZarrSample.GEOZARR.in(GeoZarr.Result.store(own));
        return published(own);
    }

    /** @param attempt directory of a store that is there */
    GeoZarr published(Path attempt) throws IOException {
        ARun run = new ARun();
        GeoZarr proven = proven(attempt, run);
        upload(proven, run);
        return new GeoZarrEnd(products.publications, settings, products.records).record(proven, run);
    }

    GeoZarr proven(Path attempt, ARun run) throws IOException {
        now = now.plusSeconds(1);
        Manifest.Producer producer = new Manifest.Producer("eopf-geozarr", "", Map.of("groups", R10));
        GeoZarr made = UsualGeoZarr.of(PRODUCT, R10).with(new GeoZarr.Result(attempt, producer, null, null));
        return new GeoZarrProof(new GeoZarrManifest(settings), Clock.fixed(now, ZoneOffset.UTC)).check(made, run);
    }

    Publication upload(GeoZarr proven, ARun run) throws IOException {
        return uploads.upload(new GeoZarrUpload(proven, "here"), run);
    }

    Publication publication() {
        return products.publications.find(KEY, "here").orElseThrow();
    }

    void unpublish(ARun run) throws IOException {
        unpublish.withdraw(new Unpublishing(KEY, KEY, List.of("here"), false, Cause.ASKED, List.of(), "ann", ""), run);
    }

    /** `<class> <thing> <place>` of each finding, without the prefix. */
    List<String> audit(boolean repair) throws IOException {
        ARun run = new ARun();
        Reviews reviews = new Reviews(directory.resolve("logs"));
        Parts parts = new Parts(
                new FileStore(RealRedis.template()),
                products.publications,
                new ProductWork(products.records, products.orders),
                restorer(),
                (source, target) -> {
                    republished.add(source);
                    return new Republisher.Republished(true, "by another job");
                });
        new Audit(settings, connections, parts, reviews).run(new AuditRequest("here", null, true, repair, repair), run);
        return reviews.read(run.id(), 0, 100).items().stream()
                .map(line -> line.get("class") + " " + line.get("thing") + " "
                        + line.get("place").toString().replace(prefix(), "") + ": " + line.get("repair"))
                .toList();
    }

    /** What becomes of each dataset. */
    List<Map<String, Object>> rebuild() throws IOException {
        ARun run = new ARun();
        Reviews reviews = new Reviews(directory.resolve("logs"));
        new Rebuild(settings, connections, restorer(), reviews).run(new RebuildRequest("here", false), run);
        return reviews.read(run.id(), 0, 100).items();
    }

    private Restorer restorer() {
        SourceSettings none = SourceSettings.of(directory.toString(), List.of("**/*.las"), List.of());
        SourceRules rules = new SourceRules(
                new ScanSettings("0 0 12 1 1 ? 2099", true, false, Duration.ZERO, List.of(none)), Clock.systemUTC());
        return new Restorer(
                new SourceLook(rules, UsualBackups.completed()),
                new LostRecords(RealRedis.template()),
                products.publications,
                products.records,
                new Octrees(new Workspace(directory.resolve("data"))),
                false,
                Clock.systemUTC());
    }

    void delete(String key) {
        s3.deleteObject(request -> request.bucket(RealS3.BUCKET).key(prefix() + key));
    }

    void put(String key, String content) {
        s3.putObject(request -> request.bucket(RealS3.BUCKET).key(prefix() + key), RequestBody.fromString(content));
    }

    /** Without the prefix. */
    List<String> keys() {
        return s3
                .listObjectsV2Paginator(request -> request.bucket(RealS3.BUCKET).prefix(prefix()))
                .contents()
                .stream()
                .map(S3Object::key)
                .map(key -> key.substring(prefix().length()))
                .toList();
    }

    Path directory() throws IOException {
        return Files.createDirectories(directory);
    }

    private String prefix() {
        return settings.targets().get(0).prefix();
    }
}
