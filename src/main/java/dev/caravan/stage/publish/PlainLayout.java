package dev.caravan.stage.publish;

import dev.caravan.job.JobLog;
import dev.caravan.s3.LocalObject;
import dev.caravan.s3.ObjectUpload;
import dev.caravan.s3.Proof;
import dev.caravan.s3.PublishException;
import dev.caravan.s3.S3Connection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * One octree under one key, replaced in place. A reader who comes meanwhile finds the old octree, or nothing (404 for
 * `metadata.json`), or the new one; never a mixture. Who has read the old `metadata.json` before, and goes on reading,
 * is not protected. What is there already, and is the same, is not sent again: an upload that was cut off goes on.
 * Objects of others under the key are left alone.
 */
final class PlainLayout {
    private final S3Connection connection;
    private final ObjectUpload upload;
    private final TargetTally tally;
    private final JobLog log;

    PlainLayout(S3Connection connection, ObjectUpload upload, TargetTally tally, JobLog log) {
        this.connection = connection;
        this.upload = upload;
        this.tally = tally;
        this.log = log;
    }

    /** @param objects of the octree, metadata last */
    void publish(List<LocalObject> objects) throws IOException {
        List<LocalObject> changed = new ArrayList<>();
        for (LocalObject object : objects) {
            if (!isThere(object)) {
                changed.add(object);
            }
        }
        if (changed.stream().anyMatch(object -> !object.isMetadata())) {
            LocalObject metadata = objects.get(objects.size() - 1);
            hide(metadata);
            if (!changed.contains(metadata)) {
                changed.add(metadata);
            }
        }
        objects.stream().filter(object -> !changed.contains(object)).forEach(tally::unchanged);
        for (LocalObject object : changed) {
            tally.begins(object);
            upload.send(object);
            prove(object);
            tally.proven(object);
        }
    }

    private void hide(LocalObject metadata) throws IOException {
        if (!connection.isAbsent(metadata.key())) {
            connection.delete(metadata.key());
            log.append("removed until the rest is there: " + metadata.key());
        }
    }

    private boolean isThere(LocalObject object) throws IOException {
        Optional<HeadObjectResponse> found = connection.find(object.key());
        if (found.isEmpty()
                || !hasItsHeaders(object, found.get())
                || !Proof.of(object, found.get()).same()) {
            return false;
        }
        // Not to be seen in a HEAD; a multipart upload that was cut off at its end may have left it out.
        connection.applyAcl(object.key());
        log.append("unchanged: " + object.key());
        return true;
    }

    private boolean hasItsHeaders(LocalObject object, HeadObjectResponse head) {
        String cacheControl = head.cacheControl() == null ? "" : head.cacheControl();
        return object.contentType().equals(head.contentType())
                && connection.target().cacheControl().equals(cacheControl);
    }

    private void prove(LocalObject object) throws IOException {
        Proof proof = Proof.of(object, connection.require(object.key()));
        switch (proof.verdict()) {
            case SAME -> log.append("uploaded: " + object.key() + ", " + object.size() + " bytes, " + proof.found());
            case SAME_SIZE ->
                log.append("uploaded: " + object.key() + ", " + object.size()
                        + " bytes; the server shows no checksum to compare, so only the size is proven");
            case DIFFERENT ->
                throw new PublishException("target '" + connection.target().name() + "': " + object.key()
                        + " is not what was sent: expected " + proof.expected() + ", found " + proof.found());
        }
    }
}
