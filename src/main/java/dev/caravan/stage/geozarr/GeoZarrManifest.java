package dev.caravan.stage.geozarr;

import dev.caravan.converter.BadInputException;
import dev.caravan.geozarr.GeoZarr;
import dev.caravan.job.JobRun;
import dev.caravan.job.ProgressMeter;
import dev.caravan.manifest.Manifest;
import dev.caravan.manifest.ManifestJson;
import dev.caravan.s3.ContentTypes;
import dev.caravan.s3.FileDigest;
import dev.caravan.s3.PublishSettings;
import dev.caravan.version.Version;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;

/** Writes and reads `caravan.json` of GeoZarr stores. */
public final class GeoZarrManifest {
    /** Of a dataset that is in no directory of ours there is no other unit. */
    private static final String UNIT = "product";

    private final ContentTypes types;

    public GeoZarrManifest(PublishSettings settings) {
        this.types = new ContentTypes(settings.contentTypes());
    }

    /**
     * Reads all files of a proven store, and writes the manifest into it.
     *
     * @throws InterruptedIOException the job was cancelled
     */
    void write(GeoZarr geoZarr, JobRun run) throws IOException {
        Path store = geoZarr.requireResult().store();
        byte[] text = ManifestJson.write(manifest(geoZarr, objects(store, run)));
        if (text.length > ManifestJson.MOST_BYTES) {
            throw new BadInputException("the manifest of " + geoZarr.key() + " would have " + text.length
                    + " bytes, at most " + ManifestJson.MOST_BYTES
                    + " are read: the store has too many files; larger chunks, or shards, make fewer");
        }
        Path partial = geoZarr.requireResult().directory().resolve(Manifest.NAME + ".partial");
        Files.write(partial, text);
        Files.move(partial, store.resolve(Manifest.NAME), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The manifest that was written. */
    static Version read(Path store) throws IOException {
        Path file = store.resolve(Manifest.NAME);
        byte[] text = Files.readAllBytes(file);
        return new Version(ManifestJson.read(text, file.toString()), text.length);
    }

    private static Manifest manifest(GeoZarr geoZarr, List<Manifest.PublishedObject> objects) {
        GeoZarr.Result made = geoZarr.requireResult();
        Instant proven = Objects.requireNonNull(made.proven(), "it was proven");
        return new Manifest(
                Manifest.FORMAT,
                geoZarr.key(),
                GeoZarr.PROFILE,
                Objects.requireNonNull(made.version()),
                proven,
                UNIT,
                geoZarr.requireProduct().store(),
                null,
                List.of(),
                made.producer(),
                null,
                objects);
    }

    private List<Manifest.PublishedObject> objects(Path store, JobRun run) throws IOException {
        ProgressMeter meter = new ProgressMeter("hash", "bytes", null, run::progress);
        List<Manifest.PublishedObject> objects = new ArrayList<>();
        try {
            for (StoreFiles.Named file : StoreFiles.below(store)) {
                if (!StoreFiles.isManifest(file.name())) {
                    objects.add(object(file, meter, run));
                }
            }
        } catch (CancellationException e) {
            throw (IOException) new InterruptedIOException(
                            "the reading of " + store + " ended, because its job was cancelled or the service stops")
                    .initCause(e);
        }
        return objects;
    }

    private Manifest.PublishedObject object(StoreFiles.Named file, ProgressMeter meter, JobRun run) throws IOException {
        FileDigest digest = FileDigest.of(file.path(), bytes -> {
            if (run.cancelled()) {
                throw new CancellationException();
            }
            meter.add(bytes);
        });
        return new Manifest.PublishedObject(
                file.name(), digest.size(), type(types, file.name()), digest.sha256(), digest.crc64nvme());
    }

    /** The metadata of Zarr 2 is JSON without an extension that says so. */
    static String type(ContentTypes types, String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        return last.startsWith(".z") ? "application/json" : types.of(last);
    }
}
