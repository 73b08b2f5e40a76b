package dev.caravan.stage.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.archive.Compression;
import dev.caravan.converter.BadInputException;
import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.SourceFile;
import dev.caravan.history.History;
import dev.caravan.history.HistoryQuery;
import dev.caravan.history.Location;
import dev.caravan.history.Operations;
import dev.caravan.history.UploadRecord;
import dev.caravan.job.RedisLink;
import dev.caravan.manifest.Manifest;
import dev.caravan.manifest.ManifestJson;
import dev.caravan.publication.Publication;
import dev.caravan.publication.PublicationStore;
import dev.caravan.s3.ATarget;
import dev.caravan.s3.Layout;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.RealS3;
import dev.caravan.s3.S3Connections;
import dev.caravan.support.ARun;
import dev.caravan.support.RealRedis;
import dev.caravan.version.Versioning;
import dev.caravan.workspace.Workspace;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** An archive on its way to S3 and back. */
@ExtendWith(RealRedis.class)
class ShipmentsTest {
    @TempDir
    private Path directory;

    private final PublicationStore store = new PublicationStore(RealRedis.template());
    private final ARun run = new ARun();
    private final String prefix = "archives-" + new Random().nextInt(1 << 30) + "/";
    private final PublishSettings publish =
            RealS3.settings(ATarget.named("here").prefix(prefix).build());
    private final S3Connections connections = RealS3.connections(publish);
    private Path file;

    @BeforeEach
    void aSource() throws IOException {
        byte[] noise = new byte[12_000_000];
        new Random(7).nextBytes(noise);
        Path root = Files.createDirectories(directory.resolve("in"));
        file = Files.write(root.resolve("noise.bin"), noise);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theArchiveAndItsManifest(boolean spool) throws Exception {
        Backup backup = backup(spool);

        Publication publication = shipments().send(new Shipment(backup, "here"), run);

        byte[] archive = RealS3.get(publication.address()).body();
        Manifest manifest = manifest(publication);
        assertThat(publication.address().getPath()).endsWith(prefix + "noise.bin.tar.gz");
        assertThat(manifest.objects()).singleElement().satisfies(object -> {
            assertThat(object.name()).isEqualTo("../noise.bin.tar.gz");
            assertThat(object.size()).isEqualTo(archive.length);
            assertThat(object.sha256())
                    .isEqualTo(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(archive)));
        });
        assertThat(manifest.profile()).isEqualTo("archive");
        assertThat(store.find("noise.bin", "here")).contains(publication);
    }

    @Test
    void eachVersionHasADirectoryAndThePointerNamesTheNewest() throws Exception {
        PublishSettings versioned = RealS3.settings(
                ATarget.named("here").prefix(prefix).layout(Layout.VERSIONED).build());
        Shipments shipments = shipments(versioned);

        Publication first = shipments.send(new Shipment(backup(false), "here"), run);
        Files.writeString(file, "another content");
        Publication second = shipments.send(new Shipment(backup(false), "here"), run);

        assertThat(first.directory()).isEqualTo(prefix + "noise.bin/" + first.version() + "/");
        assertThat(second.version()).isNotEqualTo(first.version());
        assertThat(RealS3.get(first.address()).statusCode()).isEqualTo(200);
        assertThat(RealS3.get(second.address()).statusCode()).isEqualTo(200);
        assertThat(new String(RealS3.get(second.pointer()).body())).contains(second.version());
        byte[] manifest = RealS3.get(second.address().resolve("caravan.json")).body();
        assertThat(ManifestJson.read(manifest, "caravan.json").objects())
                .singleElement()
                .satisfies(object -> assertThat(object.name()).isEqualTo("noise.bin.tar.gz"));
        assertThat(store.find("noise.bin", "here")).contains(second);
    }

    @Test
    void theHistoryHasTheUploadWithItsFiles() throws IOException {
        shipments().send(new Shipment(backup(true), "here"), run);

        UploadRecord upload = (UploadRecord) new Operations(RealRedis.template(), new RedisLink())
                .stream(HistoryQuery.ALL.at(file.toString())).findFirst().orElseThrow();

        assertThat(upload.details().compressionType()).isEqualTo("gzip");
        assertThat(upload.details().compressionRatio()).isBetween(0.9, 1.1);
        assertThat(upload.details().checksumOriginal()).hasSize(64);
        assertThat(upload.details().checksumCompressed()).hasSize(64);
        assertThat(upload.details().checksumS3Etag()).isNotBlank();
        assertThat(upload.details().s3StorageClass()).isEqualTo("STANDARD");
        assertThat(upload.details().sourceFileRecord().status()).isEqualTo("uploading");
        assertThat(upload.details().compressedFileRecord().mimeType()).isEqualTo("application/gzip");
        assertThat(upload.details().s3FileRecord().location()).isEqualTo(Location.S3);
        assertThat(upload.details().s3FileRecord().tags()).containsEntry("original_path", file.toString());
    }

    @Test
    void whatIsThereIsNotSentAgain() throws IOException {
        Backup backup = backup(false);
        Publication first = shipments().send(new Shipment(backup, "here"), run);

        assertThat(shipments().send(new Shipment(backup, "here"), run)).isEqualTo(first);
        assertThat(run.lines()).anyMatch(line -> line.startsWith("unchanged: "));
    }

    @Test
    void aSourceThatChangesIsTheInputsFault() throws IOException {
        Backup backup = backup(false);
        Files.writeString(file, "shorter");

        assertThatThrownBy(() -> shipments().send(new Shipment(backup, "here"), run))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("was written to while it was archived");
        assertThat(store.find("noise.bin")).isEmpty();
        assertThat(RealS3.get(URI.create(
                                RealS3.SERVER.endpoint() + "/" + RealS3.BUCKET + "/" + prefix + "noise.bin.tar.gz"))
                        .statusCode())
                .isNotEqualTo(200);
    }

    @Test
    void itComesBack() throws IOException {
        shipments().send(new Shipment(backup(false), "here"), run);
        Path into = directory.resolve("restored/there");

        restorer().restore(restore(into), run);

        assertThat(into.resolve("noise.bin")).hasSameBinaryContentAs(file);
        assertThat(run.notes())
                .containsEntry("resultPath", into.resolve("noise.bin").toString());
    }

    @Test
    void anArchiveThatWasTamperedWithDoesNot() throws IOException {
        Publication publication = shipments().send(new Shipment(backup(false), "here"), run);
        byte[] archive = RealS3.get(publication.address()).body();
        archive[archive.length / 2] ^= 1;
        try (S3Client owner = RealS3.owner()) {
            owner.putObject(
                    request -> request.bucket(RealS3.BUCKET).key(prefix + "noise.bin.tar.gz"),
                    RequestBody.fromBytes(archive));
        }
        Path into = directory.resolve("restored/there");

        assertThatThrownBy(() -> restorer().restore(restore(into), run)).isInstanceOf(BadInputException.class);
        assertThat(into).isEmptyDirectory();
    }

    @Test
    void outOfTheDirectoryForIt() {
        assertThatThrownBy(() -> restorer().restore(restore(directory.resolve("elsewhere")), run))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("caravan.archive.restore");
    }

    @Test
    void whatNobodyHas() {
        assertThatThrownBy(() -> restorer().restore(restore(directory.resolve("restored/x")), run))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("none of the targets [here] has an archive of 'noise.bin'");
    }

    @Test
    void aLinkInTheDirectoryThatLeadsOutOfIt() throws IOException {
        Files.createDirectories(directory.resolve("restored"));
        Files.createSymbolicLink(directory.resolve("restored/out"), directory);

        assertThat(root().holds(directory.resolve("restored/out/x"))).isFalse();
        assertThat(root().holds(directory.resolve("restored/in/x"))).isTrue();
    }

    private Backup backup(boolean spool) throws IOException {
        Dataset dataset = Dataset.found("noise.bin", file.getParent(), SourceFile.read(file));
        ArchiveSettings settings = settings(spool);
        return new Archiver(settings, new ArchiveScratch(new Workspace(directory.resolve("data"))), Clock.systemUTC())
                .prepare(new Backups(settings).begin(dataset), run);
    }

    private static ArchiveSettings settings(boolean spool) {
        CompletedSettings stays =
                new CompletedSettings("", CompletedSettings.Structure.FLATTEN, CompletedSettings.Duplicates.ERROR);
        return new ArchiveSettings(1, Compression.GZIP, 1, 2, spool, stays, "");
    }

    private Shipments shipments() {
        return shipments(publish);
    }

    private Shipments shipments(PublishSettings publish) {
        ArchiveHistory history = new ArchiveHistory(new History(RealRedis.template(), new RedisLink()));
        return new Shipments(
                publish,
                connections,
                store,
                versions(publish),
                settings(false),
                new ArchiveScratch(new Workspace(directory.resolve("data"))),
                history);
    }

    private ArchiveVersions versions(PublishSettings publish) {
        Versioning versioning = new Versioning(publish, connections);
        return new ArchiveVersions(versioning.datasets, versioning.uploads, versioning.pointers);
    }

    private Restorer restorer() {
        return new Restorer(publish, connections, store, root());
    }

    private RestoreRoot root() {
        return new RestoreRoot(directory.resolve("restored"));
    }

    private static Restore restore(Path into) {
        return new Restore("job", "noise.bin", "", "", into, false, "");
    }

    private static Manifest manifest(Publication publication) throws IOException {
        URI address = publication.address().resolve("noise.bin/caravan.json");
        return ManifestJson.read(RealS3.get(address).body(), "the manifest");
    }
}
