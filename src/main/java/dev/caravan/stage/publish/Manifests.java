package dev.caravan.stage.publish;

import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.Group;
import dev.caravan.dataset.Octree;
import dev.caravan.dataset.Unit;
import dev.caravan.file.FileStore;
import dev.caravan.job.JobRun;
import dev.caravan.manifest.Manifest;
import dev.caravan.manifest.ManifestException;
import dev.caravan.manifest.ManifestJson;
import dev.caravan.manifest.VersionName;
import dev.caravan.s3.ContentTypes;
import dev.caravan.s3.FileDigest;
import dev.caravan.s3.PublishSettings;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.jspecify.annotations.Nullable;

/** Bean `manifests`: writes `caravan.json` beside a proven octree, before anything of it is sent anywhere. */
public final class Manifests {
    private static final String PROFILE = "octree";

    private final ContentTypes contentTypes;
    private final SourceHashes hashes;

    public Manifests(PublishSettings settings, FileStore store) {
        this.contentTypes = new ContentTypes(settings.contentTypes());
        this.hashes = new SourceHashes(store);
    }

    /**
     * Reads all sources whose hashes are not known, and all objects, and writes the manifest. One that tells the same already stays
     * as it is, byte for byte, so that nothing is sent again.
     *
     * @throws InterruptedIOException when the job was cancelled
     */
    public Dataset write(@Body Dataset dataset, @ExchangeProperty(JobRun.PROPERTY) JobRun run) throws IOException {
        Path directory = dataset.requireOctree().directory();
        Manifest earlier = find(directory, run).orElse(null);
        Manifest manifest = manifest(dataset, earlier, run);
        if (earlier != null && earlier.saysTheSameAs(manifest)) {
            run.log().append("the manifest is as it was: version " + earlier.version());
            return dataset;
        }
        replace(directory, manifest);
        run.log().append("manifest written: version " + manifest.version());
        manifest.sources().stream().filter(source -> source.sha256().isEmpty()).forEach(source -> run.log()
                .append("warning: " + source.path()
                        + " was changed or removed since it was converted; the manifest has no hash of it"));
        return dataset;
    }

    /**
     * The manifest of a directory that {@link #write} has seen.
     *
     * @throws ManifestException when there is none, or it cannot be read
     */
    static Manifest of(Path directory) throws IOException {
        Path file = directory.resolve(Manifest.NAME);
        return ManifestJson.read(Files.readAllBytes(file), file.toString());
    }

    /** One that cannot be read is written anew. */
    private static Optional<Manifest> find(Path directory, JobRun run) throws IOException {
        if (!Files.isRegularFile(directory.resolve(Manifest.NAME))) {
            return Optional.empty();
        }
        try {
            return Optional.of(of(directory));
        } catch (ManifestException e) {
            run.log().append("a new manifest is written: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Manifest manifest(Dataset dataset, @Nullable Manifest earlier, JobRun run) throws IOException {
        Octree octree = dataset.requireOctree();
        List<PublishedFiles.Named> files = PublishedFiles.below(octree.directory()).stream()
                .filter(file -> !file.name().equals(Manifest.NAME))
                .toList();
        Hashing hashing = new Hashing(run, dataset.bytes() + bytes(files));
        List<Manifest.Source> sources = hashes.of(dataset.sources(), earlier, hashing);
        Manifest.Producer producer = producer(octree, earlier);
        Instant created = Objects.requireNonNull(octree.provenAt(), "only a proven octree is published");
        Group group = dataset.group();
        return new Manifest(
                Manifest.FORMAT,
                dataset.key(),
                PROFILE,
                VersionName.of(created, material(sources, producer)),
                created,
                (group == null ? Unit.FILE : group.unit()).word(),
                dataset.target().toString(),
                group == null ? null : group.fingerprint(),
                sources,
                producer,
                OctreeContent.of(octree),
                objects(files, hashing));
    }

    /** What has been published before this release noted it nowhere. */
    private static Manifest.Producer producer(Octree octree, @Nullable Manifest earlier) {
        if (octree.producer() != null) {
            return octree.producer();
        }
        return earlier == null ? Manifest.Producer.UNKNOWN : earlier.producer();
    }

    /** By which versions that were made in the same second differ. */
    private static String material(List<Manifest.Source> sources, Manifest.Producer producer) {
        StringBuilder text = new StringBuilder(producer.mark());
        sources.forEach(source -> text.append('\n')
                .append(source.path())
                .append(' ')
                .append(source.size())
                .append(' ')
                .append(source.modified())
                .append(' ')
                .append(source.sha256()));
        return text.toString();
    }

    private List<Manifest.PublishedObject> objects(List<PublishedFiles.Named> files, Hashing hashing)
            throws IOException {
        List<Manifest.PublishedObject> objects = new ArrayList<>();
        for (PublishedFiles.Named file : files) {
            FileDigest digest = hashing.digest(file.path());
            objects.add(new Manifest.PublishedObject(
                    file.name(), digest.size(), contentTypes.of(file.name()), digest.sha256(), digest.crc64nvme()));
        }
        return objects;
    }

    private static void replace(Path directory, Manifest manifest) throws IOException {
        Path partial = directory.resolve("." + Manifest.NAME + ".partial");
        Files.write(partial, ManifestJson.write(manifest));
        Files.move(partial, directory.resolve(Manifest.NAME), StandardCopyOption.ATOMIC_MOVE);
    }

    private static long bytes(List<PublishedFiles.Named> files) {
        return files.stream().mapToLong(PublishedFiles.Named::size).sum();
    }
}
