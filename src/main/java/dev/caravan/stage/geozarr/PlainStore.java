package dev.caravan.stage.geozarr;

import dev.caravan.geozarr.GeoZarr;
import dev.caravan.manifest.Manifest;
import dev.caravan.manifest.ManifestException;
import dev.caravan.manifest.ManifestJson;
import dev.caravan.s3.LocalObject;
import dev.caravan.s3.S3Connection;
import dev.caravan.s3.S3Objects;
import dev.caravan.s3.SmallObject;
import dev.caravan.s3.Transfer;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A store under one key, replaced in place. While chunks are replaced the root has no metadata, so that whoever comes finds no store
 * rather than a mixture of two. Chunks of the earlier store that are not in the new one are deleted: a reader takes the absence of a
 * chunk for its fill value, and its presence for pixels.
 */
final class PlainStore {
    private final S3Connection connection;
    private final Transfer transfer;
    private final JobNotes notes;

    /** Is told what people may want to know. */
    interface JobNotes {
        void say(String line);
    }

    /** Whether the dataset is in our hands still. */
    interface Turn {
        void require() throws IOException;
    }

    PlainStore(S3Connection connection, Transfer transfer, JobNotes notes) {
        this.connection = connection;
        this.transfer = transfer;
        this.notes = notes;
    }

    /**
     * Sends what is not there, or not the same.
     *
     * @param objects of the store, the root's metadata last
     * @param directory key of the store, with a slash at its end
     * @param dataset key of the dataset
     * @param turn fails when it is not our turn any more
     */
    void publish(List<LocalObject> objects, String directory, String dataset, Turn turn) throws IOException {
        List<String> earlier = earlier(objects, directory, dataset);
        List<LocalObject> changed = transfer.changed(objects);
        List<LocalObject> entrances =
                objects.stream().filter(LocalObject::isMetadata).toList();
        boolean contentChanges = changed.stream().anyMatch(object -> !object.isMetadata());
        if (contentChanges || !earlier.isEmpty()) {
            for (LocalObject entrance : entrances) {
                connection.delete(entrance.key());
            }
        }
        new S3Objects(connection).delete(earlier);
        if (!earlier.isEmpty()) {
            notes.say("deleted of the earlier store: " + earlier.size() + " objects");
        }
        transfer.replace(changed.stream().filter(object -> !object.isMetadata()).toList());
        turn.require();
        transfer.send(entrances);
    }

    /** Keys of what an earlier store of the same dataset had, and this one has not. */
    private List<String> earlier(List<LocalObject> objects, String directory, String dataset) throws IOException {
        Optional<SmallObject> found =
                new S3Objects(connection).read(directory + Manifest.NAME, ManifestJson.MOST_BYTES);
        if (found.isEmpty()) {
            return List.of();
        }
        Manifest manifest;
        try {
            manifest = ManifestJson.read(found.get().content(), directory + Manifest.NAME);
        } catch (ManifestException e) {
            notes.say("nothing of an earlier store is deleted: " + e.getMessage());
            return List.of();
        }
        if (!manifest.dataset().equals(dataset) || !manifest.profile().equals(GeoZarr.PROFILE)) {
            return List.of();
        }
        Set<String> kept = new HashSet<>();
        objects.forEach(object -> kept.add(object.key()));
        return manifest.objects().stream()
                .map(object -> object.key(directory))
                .filter(key -> key.startsWith(directory) && !kept.contains(key))
                .toList();
    }
}
