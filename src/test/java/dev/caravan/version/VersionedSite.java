package dev.caravan.version;

import dev.caravan.manifest.Manifest;
import dev.caravan.publication.Publication;
import dev.caravan.s3.ATarget;
import dev.caravan.s3.Layout;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.RealS3;
import dev.caravan.s3.S3Connection;
import dev.caravan.s3.S3Connections;
import dev.caravan.version.VersionUploads.Attempt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A dataset in the versioned target `here`, whose versions a test makes, one an hour. */
final class VersionedSite implements AutoCloseable {
    private final Path temp;
    private final String key = "site/" + UUID.randomUUID();
    private final PublishSettings settings = RealS3.settings(
            ATarget.named("here").prefix("v/").layout(Layout.VERSIONED).build());
    private final S3Connections connections = RealS3.connections(settings);
    private final Versioning versioning = new Versioning(settings, connections);
    private final S3Connection connection = versioning.open("here");
    private final VersionedDataset dataset = versioning.dataset(connection, key);
    private final S3Client owner = RealS3.owner();

    VersionedSite(Path temp) {
        this.temp = temp;
    }

    String key() {
        return key;
    }

    Versioning versioning() {
        return versioning;
    }

    VersionedDataset dataset() {
        return dataset;
    }

    Pointer pointer() throws IOException {
        return dataset.pointer().orElseThrow().pointer();
    }

    /** Uploads a version and makes it live, an hour after the one before. */
    String publish(String content) throws IOException {
        Version version = upload(content);
        Attempt attempt = versioning.uploads.begin("here", key, version.name(), "job");
        Publication live =
                versioning.pointers.publish(dataset, version, attempt).live();
        return live.version();
    }

    /** Uploads a version, and no more. */
    Version upload(String content) throws IOException {
        versioning.clock.pass(java.time.Duration.ofHours(1));
        Path directory = Files.createTempDirectory(temp, "octree");
        Files.writeString(directory.resolve("metadata.json"), "{}");
        Files.writeString(directory.resolve("hierarchy.bin"), "hierarchy");
        Files.writeString(directory.resolve("octree.bin"), content);
        Manifest manifest = AVersion.in(directory, key, versioning.clock.instant());
        try (Stream<Path> files = Files.list(directory)) {
            files.forEach(file -> put(manifest.version(), file));
        }
        return new Version(manifest, Files.size(directory.resolve(Manifest.NAME)));
    }

    void overwrite(String version, String name, String content) {
        owner.putObject(
                request -> request.bucket(RealS3.BUCKET).key(dataset.directory(version) + name),
                RequestBody.fromString(content));
    }

    void delete(String version, String name) {
        owner.deleteObject(request -> request.bucket(RealS3.BUCKET).key(dataset.directory(version) + name));
    }

    URI address(String version) {
        return dataset.address(version, "metadata.json");
    }

    private void put(String version, Path file) {
        try {
            byte[] content = Files.readAllBytes(file);
            owner.putObject(
                    request -> request.bucket(RealS3.BUCKET)
                            .key(dataset.directory(version) + file.getFileName())
                            .acl("public-read"),
                    RequestBody.fromBytes(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        owner.close();
        connection.close();
        connections.close();
    }
}
