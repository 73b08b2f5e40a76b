package dev.caravan.version;

import dev.caravan.manifest.Manifest;
import dev.caravan.manifest.ManifestJson;
import dev.caravan.manifest.VersionName;
import dev.caravan.s3.ChangedMeanwhileException;
import dev.caravan.s3.Condition;
import dev.caravan.s3.ListedObject;
import dev.caravan.s3.PublicAddress;
import dev.caravan.s3.PublishException;
import dev.caravan.s3.S3Connection;
import dev.caravan.s3.S3Objects;
import dev.caravan.s3.SmallObject;
import dev.caravan.version.VersionedDatasets.ConditionalWrites;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one target has of a dataset: `<prefix><key>/latest.json` and `<prefix><key>/<version>/…`. */
public final class VersionedDataset {
    private static final int LARGEST_POINTER = 1 << 20;
    /** Who asks for the pointer, asks the server each time. */
    private static final String NOT_CACHED = "no-cache";

    private final S3Connection connection;
    private final S3Objects objects;
    private final String key;
    private final ConditionalWrites conditionalWrites;

    VersionedDataset(S3Connection connection, String key, ConditionalWrites conditionalWrites) {
        this.connection = connection;
        this.objects = new S3Objects(connection);
        this.key = key;
        this.conditionalWrites = conditionalWrites;
    }

    /**
     * A pointer as it was read.
     *
     * @param eTag what it is overwritten by
     */
    public record Found(Pointer pointer, String eTag) {}

    public String key() {
        return key;
    }

    public String target() {
        return connection.target().name();
    }

    /** Empty before anything was published. */
    public Optional<Found> pointer() throws IOException {
        Optional<SmallObject> object = objects.read(home() + Pointer.NAME, LARGEST_POINTER);
        if (object.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Found(PointerJson.read(object.get()), object.get().eTag()));
    }

    /**
     * Writes the pointer.
     *
     * @param before in place of which it is written; null for none
     * @throws ChangedMeanwhileException when it was written by somebody else, and the server looks at conditions
     */
    void point(Pointer pointer, @Nullable Found before) throws PublishException {
        Condition condition = before == null ? Condition.ABSENT : Condition.unchanged(before.eTag());
        objects.write(
                home() + Pointer.NAME,
                PointerJson.write(pointer),
                "application/json",
                NOT_CACHED,
                conditionalWrites.by(connection.target()) ? condition : Condition.ALWAYS);
    }

    /** Key of a version's directory, with a slash at the end. */
    public String directory(String version) {
        return home() + version + "/";
    }

    /** Versions that have any object, in the order in which they were made. */
    public List<String> versions() throws PublishException {
        return objects.directories(home()).stream().filter(VersionName::isOne).toList();
    }

    /** What the version says that it is; empty when it has no manifest. */
    public Optional<Version> version(String name) throws IOException {
        String object = directory(name) + Manifest.NAME;
        Optional<SmallObject> found = objects.read(object, ManifestJson.MOST_BYTES);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        byte[] content = found.get().content();
        return Optional.of(new Version(ManifestJson.read(content, object), content.length));
    }

    List<ListedObject> objects(String version) throws PublishException {
        List<ListedObject> all = new ArrayList<>();
        objects.list(directory(version), all::add);
        return all;
    }

    void delete(String object) throws PublishException {
        objects.delete(List.of(object));
    }

    /** For people: where a version is. */
    String place(String version) {
        return "s3://" + connection.target().bucket() + "/" + directory(version);
    }

    public URI pointerAddress() {
        return PublicAddress.of(connection, home() + Pointer.NAME);
    }

    /** Address of an object of a version. */
    public URI address(String version, String name) {
        return PublicAddress.of(connection, directory(version) + name);
    }

    S3Connection connection() {
        return connection;
    }

    private String home() {
        return connection.target().prefix() + key + "/";
    }
}
