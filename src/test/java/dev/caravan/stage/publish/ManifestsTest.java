package dev.caravan.stage.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.Octree;
import dev.caravan.dataset.SourceFile;
import dev.caravan.file.FileStore;
import dev.caravan.manifest.AManifest;
import dev.caravan.manifest.Manifest;
import dev.caravan.s3.RealS3;
import dev.caravan.support.ARun;
import dev.caravan.support.RealRedis;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(RealRedis.class)
class ManifestsTest {
    private static final Instant PROVEN = Instant.parse("2026-11-22T16:41:00Z");
    private static final String SOURCE_SHA256 = "15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225";
    private static final String METADATA = """
            {"version": "2.0", "points": 9, "projection": "EPSG:25832",
             "attributes": [{"name": "position", "type": "int32", "min": [1, 2, 3], "max": [4, 5.5, 6]}]}
            """;

    @TempDir
    Path temp;

    private final Manifests manifests = new Manifests(
            RealS3.settings(RealS3.target("near", RealS3.BUCKET, "")), new FileStore(RealRedis.template()));
    private final ARun run = new ARun();
    private Path directory;
    private SourceFile source;

    @BeforeEach
    void anOctreeAndItsSource() throws IOException {
        source = SourceFile.read(Files.writeString(temp.resolve("one.las"), "123456789"));
        directory = Files.createDirectories(temp.resolve("one.octree"));
        AnOctree.at(directory, "one")
                .with("metadata.json", METADATA)
                .with("hierarchy.bin", "hierarchy")
                .with("octree.bin", "123456789")
                .with(".job", "17");
    }

    @Test
    void aManifestSaysWhatThereIsAndWhatItWasMadeOf() throws IOException {
        manifests.write(dataset(AManifest.producer()), run);

        Manifest manifest = Manifests.of(directory);
        assertThat(manifest.version()).matches("20261122T164100Z-[0-9a-f]{8}");
        assertThat(manifest.created()).isEqualTo(PROVEN);
        assertThat(manifest.unit()).isEqualTo("file");
        assertThat(manifest.target()).isEqualTo(source.path().toString());
        assertThat(manifest.sources())
                .containsExactly(new Manifest.Source(source.path().toString(), 9, source.modified(), SOURCE_SHA256));
        assertThat(manifest.producer()).isEqualTo(AManifest.producer());
        assertThat(manifest.content())
                .isEqualTo(new Manifest.Content(8, List.of(1.0, 2.0, 3.0), List.of(4.0, 5.5, 6.0), "EPSG:25832"));
        assertThat(manifest.objects())
                .extracting(Manifest.PublishedObject::name)
                .containsExactly("hierarchy.bin", "metadata.json", "octree.bin");
        assertThat(manifest.objects())
                .last()
                .isEqualTo(new Manifest.PublishedObject(
                        "octree.bin", 9, "application/octet-stream", SOURCE_SHA256, "rosUhgp5mIg="));
        assertThat(manifest.bytes()).isEqualTo(9 + 9 + METADATA.length());
        assertThat(run.progress()).last().satisfies(progress -> {
            assertThat(progress.phase()).isEqualTo("hash");
            assertThat(progress.percent()).isEqualTo(100.0);
        });
    }

    @Test
    void oneThatTellsTheSameStaysAsItIs() throws IOException {
        manifests.write(dataset(AManifest.producer()), run);
        byte[] before = Files.readAllBytes(directory.resolve(Manifest.NAME));

        manifests.write(dataset(null, PROVEN.plusSeconds(60)), run);

        assertThat(Files.readAllBytes(directory.resolve(Manifest.NAME))).isEqualTo(before);
        assertThat(run.lines()).last().asString().startsWith("the manifest is as it was: version 20261122T164100Z-");
    }

    @Test
    void anotherObjectIsAnotherManifest() throws IOException {
        manifests.write(dataset(AManifest.producer()), run);
        Manifest before = Manifests.of(directory);
        AnOctree.at(directory, "one").with("octree.bin", "123456780");

        manifests.write(dataset(AManifest.producer(), PROVEN.plusSeconds(60)), run);

        Manifest after = Manifests.of(directory);
        assertThat(after.version()).isGreaterThan(before.version());
        assertThat(after.objects().get(2).sha256())
                .isNotEqualTo(before.objects().get(2).sha256());
    }

    @Test
    void twoVersionsOfOneSecondHaveTwoNames() throws IOException {
        manifests.write(dataset(AManifest.producer()), run);
        String before = Manifests.of(directory).version();

        manifests.write(dataset(new Manifest.Producer("other", "", Map.of())), run);

        assertThat(Manifests.of(directory).version()).isNotEqualTo(before).startsWith(before.substring(0, 17));
    }

    @Test
    void aHashInTheRecordOfThisVersionIsTaken() throws IOException {
        record(Map.of("size", "9", "modified", nanos(source.modified()), "sha256", AManifest.SHA256));

        manifests.write(dataset(AManifest.producer()), run);

        assertThat(Manifests.of(directory).sources().get(0).sha256()).isEqualTo(AManifest.SHA256);
    }

    @Test
    void aHashInTheRecordOfAnotherVersionIsNot() throws IOException {
        record(Map.of("size", "9", "modified", "1", "sha256", AManifest.SHA256));

        manifests.write(dataset(AManifest.producer()), run);

        assertThat(Manifests.of(directory).sources().get(0).sha256()).isEqualTo(SOURCE_SHA256);
    }

    @Test
    void aSourceThatHasChangedSinceHasNoHashAndTheLogSaysSo() throws IOException {
        Dataset dataset = dataset(AManifest.producer());
        Files.setLastModifiedTime(source.path(), FileTime.from(source.modified().plusSeconds(5)));

        manifests.write(dataset, run);

        assertThat(Manifests.of(directory).sources().get(0).sha256()).isEmpty();
        assertThat(run.lines()).last().asString().contains(source.path() + " was changed or removed");
    }

    @Test
    void aSourceThatIsGoneHasTheHashOfTheEarlierManifest() throws IOException {
        Dataset dataset = dataset(AManifest.producer());
        manifests.write(dataset, run);
        Files.delete(source.path());

        manifests.write(dataset, run);

        assertThat(Manifests.of(directory).sources().get(0).sha256()).isEqualTo(SOURCE_SHA256);
    }

    @Test
    void aFileThatIsNoManifestIsReplaced() throws IOException {
        AnOctree.at(directory, "one").with("caravan.json", "{}");

        manifests.write(dataset(null), run);

        assertThat(Manifests.of(directory).producer()).isEqualTo(Manifest.Producer.UNKNOWN);
        assertThat(run.lines()).anyMatch(line -> line.contains("its member 'format' is missing"));
    }

    @Test
    void aCancelledJobEndsTheReading() {
        run.cancel();

        assertThatThrownBy(() -> manifests.write(dataset(null), run)).isInstanceOf(InterruptedIOException.class);
        assertThat(directory.resolve(Manifest.NAME)).doesNotExist();
    }

    private Dataset dataset(Manifest.Producer producer) {
        return dataset(producer, PROVEN);
    }

    private Dataset dataset(Manifest.Producer producer, Instant proven) {
        return Dataset.found("one", temp, source).with(new Octree(directory, 8L, 8L, proven, producer));
    }

    private void record(Map<String, String> fields) {
        RealRedis.template().<String, String>opsForHash().putAll(source.recordKey(), fields);
    }

    private static String nanos(Instant instant) {
        return Long.toString(instant.getEpochSecond() * 1_000_000_000 + instant.getNano());
    }
}
