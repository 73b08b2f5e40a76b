package dev.caravan.stage.publish;

import dev.caravan.s3.LocalObject;
import dev.caravan.s3.S3Connection;
import dev.caravan.s3.Transfer;
import dev.caravan.s3.TransferListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One octree under one key, replaced in place. A reader who comes meanwhile finds the old octree, or nothing (404 for
 * `metadata.json`), or the new one; never a mixture. Who has read the old `metadata.json` before, and goes on reading,
 * is not protected. What is there already, and is the same, is not sent again: an upload that was cut off goes on.
 * Objects of others under the key are left alone.
 */
final class PlainLayout {
    private final S3Connection connection;
    private final Transfer transfer;
    private final TransferListener listener;

    PlainLayout(S3Connection connection, Transfer transfer, TransferListener listener) {
        this.connection = connection;
        this.transfer = transfer;
        this.listener = listener;
    }

    /** @param objects of the octree, metadata last */
    void publish(List<LocalObject> objects) throws IOException {
        List<LocalObject> changed = new ArrayList<>(transfer.changed(objects));
        LocalObject metadata = objects.get(objects.size() - 1);
        if (changed.stream().anyMatch(object -> !object.isMetadata())) {
            hide(metadata);
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

    /** The same, for a directory that holds a version. */
    VersionedLayout.Sending sending(List<LocalObject> objects) {
        return new VersionedLayout.Sending() {
            @Override
            public void send() throws IOException {
                publish(objects);
            }

            @Override
            public void skip() {
                objects.forEach(object -> listener.unchanged(object.key(), object.size()));
            }
        };
    }

    private void hide(LocalObject metadata) throws IOException {
        if (!connection.isAbsent(metadata.key())) {
            connection.delete(metadata.key());
            listener.note("removed until the rest is there: " + metadata.key());
        }
    }
}
