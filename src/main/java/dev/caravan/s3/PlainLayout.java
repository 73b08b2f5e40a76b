package dev.caravan.s3;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings an octree's objects under one key, replaced in place. A reader who comes meanwhile finds the old octree, or nothing (404 for
 * `metadata.json`), or the new one; never a mixture. Who has read the old `metadata.json` before, and goes on reading,
 * is not protected. What is there already, and is the same, is not sent again: an upload that was cut off goes on.
 * Objects of others under the key are left alone.
 */
public final class PlainLayout {
    private final S3Connection connection;
    private final Transfer transfer;
    private final TransferListener listener;

    public PlainLayout(S3Connection connection, Transfer transfer, TransferListener listener) {
        this.connection = connection;
        this.transfer = transfer;
        this.listener = listener;
    }

    /**
     * Sends what is not there yet, or is not the same.
     *
     * @param objects of the octree, metadata last
     * @throws ChangedFileException when a file changed meanwhile
     * @throws PublishException when the target refuses, fails, or shows something else than what was sent
     */
    public void publish(List<LocalObject> objects) throws IOException {
        List<LocalObject> changed = new ArrayList<>(transfer.changed(objects));
        LocalObject metadata = objects.get(objects.size() - 1);
        if (changed.stream().anyMatch(object -> !object.isMetadata())) {
            hide(metadata.key());
            if (!changed.contains(metadata)) {
                changed.add(metadata);
            }
        }
        objects.stream()
                .filter(object -> !changed.contains(object))
                .forEach(object -> listener.unchanged(object.key(), object.size()));
        transfer.replace(changed.stream().filter(object -> !object.isMetadata()).toList());
        transfer.replace(changed.stream().filter(LocalObject::isMetadata).toList());
    }

    /**
     * Sends all but the metadata, for one who will prove it all and send that: until then a reader finds nothing.
     *
     * @param objects of the octree, without its metadata
     * @param metadata key of the object that makes the others visible
     */
    public void ahead(List<LocalObject> objects, String metadata) throws IOException {
        List<LocalObject> changed = transfer.changed(objects);
        if (!changed.isEmpty()) {
            hide(metadata);
        }
        transfer.replace(changed);
    }

    private void hide(String metadata) throws IOException {
        if (!connection.isAbsent(metadata)) {
            connection.delete(metadata);
            listener.note("removed until the rest is there: " + metadata);
        }
    }
}
