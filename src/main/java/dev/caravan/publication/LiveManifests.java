package dev.caravan.publication;

import dev.caravan.manifest.Manifest;
import dev.caravan.manifest.ManifestException;
import dev.caravan.manifest.ManifestJson;
import dev.caravan.manifest.VersionName;
import dev.caravan.s3.Layout;
import dev.caravan.s3.ListedObject;
import dev.caravan.s3.PublicAddress;
import dev.caravan.s3.S3Connection;
import dev.caravan.s3.S3Objects;
import dev.caravan.s3.SmallObject;
import dev.caravan.s3.TargetSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a target says of itself: in the plain layout the manifest of each dataset, in the versioned one that of the version to
 * which the pointer leads.
 */
public final class LiveManifests {
    /** The pointer's name below a dataset's key. */
    public static final String POINTER = "latest.json";

    private static final int LARGEST_POINTER = 1 << 16;

    private final S3Connection connection;
    private final S3Objects objects;
    private final TargetSettings target;
    private final String reader;

    /** @param reader id of the job that reads */
    public LiveManifests(S3Connection connection, String reader) {
        this.connection = connection;
        this.objects = new S3Objects(connection);
        this.target = connection.target();
        this.reader = reader;
    }

    /** Who is told of each. */
    public interface Visitor {
        void found(LiveManifest live) throws IOException;

        /** @param place the object that should be a manifest or a pointer */
        void unusable(String place, String reason) throws IOException;
    }

    /** All that is live, in the order of the keys, as the list comes in. */
    public void each(Visitor visitor) throws IOException {
        try {
            objects.list(target.prefix(), object -> look(object, visitor));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** The dataset of which this object is the door; empty when it is none. */
    public Optional<String> dataset(String key) {
        String door = "/" + (target.layout() == Layout.PLAIN ? Manifest.NAME : POINTER);
        String name = key.substring(target.prefix().length());
        if (!name.endsWith(door)) {
            return Optional.empty();
        }
        String dataset = name.substring(0, name.length() - door.length());
        boolean version = VersionName.isOne(dataset.substring(dataset.lastIndexOf('/') + 1));
        return version || dataset.isEmpty() ? Optional.empty() : Optional.of(dataset);
    }

    /**
     * What is live of a dataset.
     *
     * @throws ManifestException when it is there and cannot be read
     */
    public Optional<LiveManifest> find(String dataset) throws IOException {
        String home = target.prefix() + dataset + "/";
        if (target.layout() == Layout.PLAIN) {
            return manifest(dataset, home, null);
        }
        Optional<SmallObject> pointer = objects.read(home + POINTER, LARGEST_POINTER);
        if (pointer.isEmpty()) {
            return Optional.empty();
        }
        LivePointer version = LivePointer.read(pointer.get());
        Optional<LiveManifest> live = manifest(dataset, home + version.name() + "/", version);
        if (live.isEmpty()) {
            throw ManifestException.of(
                    home + POINTER + " names the version " + version.name() + ", which has no manifest");
        }
        return live;
    }

    /** The manifest in a directory; empty when there is none. */
    public Optional<Manifest> manifest(String directory) throws IOException {
        String key = directory + Manifest.NAME;
        Optional<SmallObject> object = objects.read(key, ManifestJson.MOST_BYTES);
        return object.isEmpty()
                ? Optional.empty()
                : Optional.of(ManifestJson.read(object.get().content(), key));
    }

    private void look(ListedObject object, Visitor visitor) {
        try {
            Optional<String> dataset = dataset(object.key());
            if (dataset.isPresent()) {
                visit(dataset.get(), object.key(), visitor);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void visit(String dataset, String key, Visitor visitor) throws IOException {
        try {
            Optional<LiveManifest> live = find(dataset);
            if (live.isPresent()) {
                visitor.found(live.get());
            }
        } catch (ManifestException e) {
            visitor.unusable(key, String.valueOf(e.getMessage()));
        }
    }

    /** @param version null in the plain layout */
    private Optional<LiveManifest> manifest(String dataset, String directory, @Nullable LivePointer version)
            throws IOException {
        String key = directory + Manifest.NAME;
        Optional<SmallObject> object = objects.read(key, ManifestJson.MOST_BYTES);
        if (object.isEmpty()) {
            return Optional.empty();
        }
        byte[] content = object.get().content();
        Manifest manifest = ManifestJson.read(content, key);
        if (!manifest.dataset().equals(dataset)) {
            throw ManifestException.of(key + " is the manifest of '" + manifest.dataset() + "', not of '" + dataset
                    + "': the directory was copied");
        }
        Instant at = version == null ? connection.require(key).lastModified() : version.since();
        URI pointed = version == null ? null : PublicAddress.of(connection, version.pointer());
        Publication publication = new Publication(
                target.name(),
                target.layout(),
                manifest.version(),
                directory,
                PublicAddress.of(connection, opened(manifest).key(directory)),
                pointed,
                manifest.objects().size() + 1,
                manifest.bytes() + content.length,
                at,
                reader,
                null);
        return Optional.of(new LiveManifest(manifest, publication));
    }

    /** The object that readers open. */
    private static Manifest.PublishedObject opened(Manifest manifest) throws ManifestException {
        if (manifest.objects().isEmpty()) {
            throw ManifestException.of("the manifest of '" + manifest.dataset() + "' names no object");
        }
        return manifest.entrance().orElse(manifest.objects().get(0));
    }
}
