package dev.caravan.stage.archive;

import dev.caravan.archive.Compression;
import dev.caravan.audit.Audit;
import dev.caravan.audit.AuditRequest;
import dev.caravan.audit.Parts;
import dev.caravan.audit.ProductWork;
import dev.caravan.audit.Republisher;
import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.Profile;
import dev.caravan.dataset.Unit;
import dev.caravan.file.FileStore;
import dev.caravan.file.LostRecords;
import dev.caravan.geozarr.ProductSite;
import dev.caravan.history.History;
import dev.caravan.job.RedisLink;
import dev.caravan.publication.Publication;
import dev.caravan.publication.PublicationStore;
import dev.caravan.rebuild.Rebuild;
import dev.caravan.rebuild.RebuildRequest;
import dev.caravan.rebuild.SourceLook;
import dev.caravan.review.Reviews;
import dev.caravan.s3.ATarget;
import dev.caravan.s3.Layout;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.RealS3;
import dev.caravan.s3.S3Connections;
import dev.caravan.stage.scan.CompleteSettings;
import dev.caravan.stage.scan.ScanSettings;
import dev.caravan.stage.scan.SourceRules;
import dev.caravan.stage.scan.SourceSettings;
import dev.caravan.stage.verify.Octrees;
import dev.caravan.support.ARun;
import dev.caravan.support.RealRedis;
import dev.caravan.support.SourceTree;
import dev.caravan.version.Versioning;
import dev.caravan.workspace.Workspace;
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
import java.util.UUID;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A source directory of files and one of directories whose profile is `archive`, and two targets, `here` and `there`; all that goes to
 * `here` is archived, proven, recorded and moved to `completed` as by the service.
 */
final class ArchiveSite implements AutoCloseable {
    final ARun run = new ARun();
    final SourceTree files;
    final SourceTree directories;
    final Workspace workspace;
    final PublishSettings publish;
    final S3Connections connections;
    final PublicationStore publications = new PublicationStore(RealRedis.template());
    private final ProductSite products = new ProductSite();
    final Versioning versioning;
    final SourceRules rules;
    final List<Path> republished = new ArrayList<>();
    ArchiveSettings settings = settings(Compression.GZIP);

    private Instant now = Instant.parse("2026-11-22T16:41:00Z");
    private final Path logs;
    private final String prefix = UUID.randomUUID() + "/";
    private final S3Client s3 = RealS3.owner();

    ArchiveSite(Path temp, Layout layout) throws IOException {
        this(temp, layout, layout);
    }

    ArchiveSite(Path temp, Layout layout, Layout layoutThere) throws IOException {
        Path real = temp.toRealPath();
        logs = real.resolve("logs");
        files = new SourceTree(Files.createDirectories(real.resolve("files")));
        directories = new SourceTree(Files.createDirectories(real.resolve("directories")));
        workspace = new Workspace(real.resolve("data"));
        rules = new SourceRules(
                new ScanSettings(
                        "0 0 12 1 1 ? 2099",
                        true,
                        false,
                        Duration.ZERO,
                        List.of(source(files, Unit.FILE), source(directories, Unit.DIRECTORY))),
                Clock.systemUTC());
        publish = RealS3.settings(
                ATarget.named("here").prefix(prefix + "here/").layout(layout).build(),
                ATarget.named("there")
                        .prefix(prefix + "there/")
                        .layout(layoutThere)
                        .exclude("draft*")
                        .build());
        connections = RealS3.connections(publish);
        versioning = new Versioning(publish, connections);
    }

    static ArchiveSettings settings(Compression compression) {
        return settings(compression, false);
    }

    static ArchiveSettings settings(Compression compression, boolean spool) {
        return new ArchiveSettings(
                1,
                compression,
                1,
                2,
                spool,
                new CompletedSettings(
                        "completed", CompletedSettings.Structure.FLATTEN, CompletedSettings.Duplicates.TIMESTAMP),
                "");
    }

    /** Archives a file to `here`. */
    Backup archive(Path file) throws IOException {
        return archive(rules.place(file).dataset());
    }

    Backup archiveDirectory(Path directory) throws IOException {
        return archive(rules.group(directory).orElseThrow().dataset());
    }

    private Backup archive(Dataset dataset) throws IOException {
        // Versions are named by the second.
        now = now.plusSeconds(1);
        Backup backup = new Archiver(settings, new ArchiveScratch(workspace), Clock.fixed(now, ZoneOffset.UTC))
                .prepare(new Backups(settings).begin(dataset), run);
        shipments().send(new Shipment(backup, "here"), run);
        return backup;
    }

    /** The source goes to the completed directory. */
    Path move(Backup backup) {
        PublishSettings one = RealS3.settings(publish.target("here"));
        Completion completion = new Completion(
                RealRedis.template(), publications, new ArchiveTargets(one), settings, new ArchiveHistory(history()));
        return Path.of(String.valueOf(completion.move(backup, run).completed()));
    }

    Shipments shipments() {
        ArchiveVersions versions = new ArchiveVersions(versioning.datasets, versioning.uploads, versioning.pointers);
        return new Shipments(
                publish,
                connections,
                publications,
                versions,
                settings,
                new ArchiveScratch(workspace),
                new ArchiveHistory(history()));
    }

    private static History history() {
        return new History(RealRedis.template(), new RedisLink());
    }

    /** @return `action` of each dataset, by its key */
    List<Map<String, Object>> rebuild() throws IOException {
        Reviews reviews = new Reviews(logs);
        new Rebuild(publish, connections, restorer(), reviews).run(new RebuildRequest("here", false), run);
        return reviews.read(run.id(), 0, 100).items();
    }

    /** `<class> <thing> <place>` of each finding, without the prefix. */
    List<String> audit(boolean repair) throws IOException {
        Reviews reviews = new Reviews(logs);
        Parts parts = new Parts(
                new FileStore(RealRedis.template()),
                publications,
                new ProductWork(products.records, products.orders),
                restorer(),
                (source, target) -> {
                    republished.add(source);
                    return new Republisher.Republished(true, "archive by the job 1");
                });
        new Audit(publish, connections, parts, reviews).run(new AuditRequest("here", null, true, repair, repair), run);
        return reviews.read(run.id(), 0, 100).items().stream()
                .map(line -> line.get("class") + " " + line.get("thing") + " "
                        + line.get("place").toString().replace(prefix + "here/", ""))
                .toList();
    }

    private dev.caravan.rebuild.Restorer restorer() {
        return new dev.caravan.rebuild.Restorer(
                new SourceLook(rules, new CompletedSources(settings)),
                new LostRecords(RealRedis.template()),
                publications,
                products.records,
                new Octrees(workspace),
                false,
                Clock.systemUTC());
    }

    Publication published(String dataset) {
        return publications.find(dataset, "here").orElseThrow();
    }

    void put(String key, String content) {
        s3.putObject(
                request -> request.bucket(RealS3.BUCKET).key(prefix + "here/" + key), RequestBody.fromString(content));
    }

    void delete(String key) {
        s3.deleteObject(request -> request.bucket(RealS3.BUCKET).key(prefix + "here/" + key));
    }

    /** All keys of `here`, without its prefix. */
    List<String> keys() {
        return keys("here");
    }

    List<String> keys(String target) {
        String own = prefix + target + "/";
        return s3.listObjectsV2(request -> request.bucket(RealS3.BUCKET).prefix(own)).contents().stream()
                .map(S3Object::key)
                .map(key -> key.substring(own.length()))
                .toList();
    }

    private static SourceSettings source(SourceTree tree, Unit unit) {
        return new SourceSettings(
                tree.root().toString(),
                unit,
                new CompleteSettings(0, "", null),
                List.of("**/*"),
                List.of("completed/**"),
                "ann",
                "",
                null,
                Profile.ARCHIVE);
    }

    @Override
    public void close() {
        connections.close();
        s3.close();
    }
}
