package dev.caravan.rebuild;

import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.Octree;
import dev.caravan.dataset.Unit;
import dev.caravan.file.FileStore;
import dev.caravan.file.LostRecords;
import dev.caravan.geozarr.GeoZarrRecords;
import dev.caravan.manifest.AManifest;
import dev.caravan.manifest.Manifest;
import dev.caravan.manifest.ManifestJson;
import dev.caravan.publication.PublicationStore;
import dev.caravan.s3.ATarget;
import dev.caravan.s3.Layout;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.RealS3;
import dev.caravan.s3.S3Connections;
import dev.caravan.stage.archive.UsualBackups;
import dev.caravan.stage.publish.Manifests;
import dev.caravan.stage.scan.CompleteSettings;
import dev.caravan.stage.scan.ScanSettings;
import dev.caravan.stage.scan.SourceRules;
import dev.caravan.stage.scan.SourceSettings;
import dev.caravan.stage.verify.Octrees;
import dev.caravan.support.ARun;
import dev.caravan.support.RealRedis;
import dev.caravan.support.SourceTree;
import dev.caravan.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Source directories, octrees on disk, and what is published of them in one S3 target; Redis knows nothing of it. */
public final class PublishedCloud implements AutoCloseable {
    public static final String TARGET = "main";
    public static final Instant PROVEN = Instant.parse("2026-11-22T16:41:00Z");

    private final String prefix = UUID.randomUUID() + "/";
    private final Layout layout;
    private final S3Client s3 = RealS3.owner();
    private final Octrees octrees;
    private final SourceRules rules;
    private final PublishSettings settings;
    private final S3Connections connections;
    private final SourceTree files;
    private final SourceTree directories;

    public PublishedCloud(Path temp, Layout layout) throws IOException {
        Path real = temp.toRealPath();
        this.layout = layout;
        octrees = new Octrees(new Workspace(real.resolve("data")));
        files = new SourceTree(Files.createDirectories(real.resolve("files")));
        directories = new SourceTree(Files.createDirectories(real.resolve("directories")));
        SourceSettings ofDirectories = new SourceSettings(
                directories.root().toString(),
                Unit.DIRECTORY,
                new CompleteSettings(0, "", null),
                List.of("**/*.las"),
                List.of(),
                "",
                "",
                null);
        SourceSettings ofFiles = new SourceSettings(
                files.root().toString(),
                Unit.FILE,
                new CompleteSettings(0, "", null),
                List.of("**/*.las"),
                List.of(),
                "ann",
                "",
                null);
        rules = new SourceRules(
                new ScanSettings("0 0 12 1 1 ? 2099", true, false, Duration.ZERO, List.of(ofFiles, ofDirectories)),
                Clock.systemUTC());
        settings = RealS3.settings(
                ATarget.named(TARGET).prefix(prefix).layout(layout).build());
        connections = RealS3.connections(settings);
    }

    public String prefix() {
        return prefix;
    }

    public SourceTree files() {
        return files;
    }

    public SourceTree directories() {
        return directories;
    }

    public SourceRules rules() {
        return rules;
    }

    public PublishSettings settings() {
        return settings;
    }

    public S3Connections connections() {
        return connections;
    }

    public Octrees octrees() {
        return octrees;
    }

    public Restorer restorer() {
        return new Restorer(
                new SourceLook(rules, UsualBackups.completed()),
                new LostRecords(RealRedis.template()),
                new PublicationStore(RealRedis.template()),
                new GeoZarrRecords(RealRedis.template()),
                octrees,
                false,
                Clock.systemUTC());
    }

    /** A file's octree, on disk and in the target. */
    public Manifest publish(Path source) throws IOException {
        return publish(rules.place(source).dataset());
    }

    /** That of a directory's files. */
    public Manifest publishDirectory(Path directory) throws IOException {
        return publish(rules.group(directory).orElseThrow().dataset());
    }

    public void put(String key, String content) {
        s3.putObject(
                request -> request.bucket(RealS3.BUCKET).key(prefix + key).acl("public-read"),
                RequestBody.fromString(content));
    }

    public void delete(String key) {
        s3.deleteObject(request -> request.bucket(RealS3.BUCKET).key(prefix + key));
    }

    public boolean has(String key) {
        return s3.listObjectsV2(request -> request.bucket(RealS3.BUCKET).prefix(prefix + key)).contents().stream()
                .anyMatch(object -> object.key().equals(prefix + key));
    }

    private Manifest publish(Dataset dataset) throws IOException {
        Path directory = Files.createDirectories(octrees.place(dataset.key()));
        Files.writeString(
                directory.resolve("metadata.json"),
                "{\"version\": \"2.0\", \"points\": 7, \"projection\": \"\", \"attributes\": []}");
        Files.writeString(directory.resolve("hierarchy.bin"), "hierarchy");
        Files.writeString(directory.resolve("octree.bin"), "octree of " + dataset.key());
        Files.writeString(directory.resolve(".job"), "job-1");
        new Manifests(settings, new FileStore(RealRedis.template()))
                .write(dataset.with(new Octree(directory, 7L, 7L, PROVEN, AManifest.producer())), new ARun());
        Path file = directory.resolve(Manifest.NAME);
        Manifest manifest = ManifestJson.read(Files.readAllBytes(file), file.toString());
        String home = dataset.key() + "/" + (layout == Layout.PLAIN ? "" : manifest.version() + "/");
        try (Stream<Path> all = Files.list(directory)) {
            for (Path each : (Iterable<Path>) all.filter(name -> !name.endsWith(".job"))::iterator) {
                put(home + each.getFileName(), Files.readString(each));
            }
        }
        if (layout == Layout.VERSIONED) {
            point(dataset.key(), manifest.version());
        }
        return manifest;
    }

    public void point(String dataset, String version) {
        put(
                dataset + "/latest.json",
                "{\"format\": 1, \"version\": \"" + version + "\", \"published\": \"2026-11-22T10:00:00Z\"}");
    }

    @Override
    public void close() {
        connections.close();
        s3.close();
    }
}
