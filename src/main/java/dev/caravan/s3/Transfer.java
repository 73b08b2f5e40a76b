package dev.caravan.s3;

import dev.caravan.s3.limit.ParallelWork;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * Brings objects to one target: in parallel, with what is large in parts, and proves each. What all transfers of an instance may use
 * together (memory, requests at a time, bandwidth) they share. An upload in parts that is cut off is gone on with the next time, unless
 * it is abandoned.
 */
public final class Transfer {
    private final S3Connections connections;
    private final S3Connection connection;
    private final TransferListener listener;
    private final Sending sending;

    /** Objects get the target's own Cache-Control. */
    public Transfer(S3Connections connections, S3Connection connection, TransferListener listener) {
        this(connections, connection, listener, connection.target().cacheControl());
    }

    /** @param cacheControl of the objects that are sent; '' for none */
    public Transfer(
            S3Connections connections, S3Connection connection, TransferListener listener, String cacheControl) {
        this(connections, connection, listener, new ObjectHeaders(connection.target(), cacheControl), "");
    }

    private Transfer(
            S3Connections connections,
            S3Connection connection,
            TransferListener listener,
            ObjectHeaders headers,
            String job) {
        this.connections = connections;
        this.connection = connection;
        this.listener = listener;
        this.sending = new Sending(connections, connection, listener, headers, job);
    }

    /** The same, for a job: what it has begun is not taken for abandoned while the job is still to end. */
    public Transfer of(String job) {
        return new Transfer(connections, connection, listener, sending.headers(), job);
    }

    /**
     * Sends what is not there yet, or is not the same.
     *
     * @throws ChangedFileException when a file changed meanwhile
     * @throws PublishException when the target refuses, fails, or shows something else than what was sent
     */
    public void send(List<LocalObject> objects) throws IOException {
        Set<LocalObject> changed = new HashSet<>(changed(objects));
        objects.stream()
                .filter(object -> !changed.contains(object))
                .forEach(object -> listener.unchanged(object.key(), object.size()));
        replace(objects.stream().filter(changed::contains).toList());
    }

    /** Those that are not there, or not the same; in their order. Reads the files where sizes and headers are the same. */
    public List<LocalObject> changed(List<LocalObject> objects) throws IOException {
        Set<LocalObject> changed = Collections.synchronizedSet(new HashSet<>());
        Optional<Listing> listing = Listing.of(connection, objects);
        try (ParallelWork work = sending.work()) {
            for (LocalObject object : objects) {
                if (listing.isPresent() && !listing.get().has(object.key())) {
                    changed.add(object);
                    continue;
                }
                work.start(() -> {
                    if (!isThere(object)) {
                        changed.add(object);
                    }
                });
            }
            work.await();
        }
        return objects.stream().filter(changed::contains).toList();
    }

    /** Sends all of them, whatever is there; the largest first, so that none is left alone at the end. */
    public void replace(List<LocalObject> objects) throws IOException {
        List<LocalObject> largestFirst = new ArrayList<>(objects);
        largestFirst.sort(Comparator.comparing(LocalObject::size).reversed());
        if (objects.stream().anyMatch(LocalObject::isMultipart)) {
            sending.learn();
        }
        try (ParallelWork work = sending.work()) {
            LocalUpload upload = new LocalUpload(sending, work);
            Arrivals arrivals = new Arrivals(connection, objects, this::prove, this::tell);
            for (LocalObject object : largestFirst) {
                upload.start(object, content -> arrivals.arrived(object, content));
            }
            work.await();
            arrivals.prove(work);
        } catch (IOException | RuntimeException e) {
            forgetUnlessRemembered();
            throw e;
        }
    }

    /**
     * Sends a content that is made as it is sent, whatever is there: in one request when it is no larger than a part.
     *
     * @throws ObjectTooLargeException when it may become larger than S3 allows
     */
    public Sent send(StreamedObject object) throws IOException {
        StreamUpload upload =
                new StreamUpload(sending, object, connections.settings().usualPartSize());
        sending.learn();
        try (ParallelWork work = sending.work()) {
            SentContent content = upload.send(work);
            HeadObjectResponse head = prove(object.key(), content);
            String eTag = head.eTag() == null ? "" : head.eTag().replace("\"", "");
            return new Sent(content.size(), upload.sha256(), upload.crc64(), eTag);
        } catch (IOException | RuntimeException e) {
            forgetUnlessRemembered();
            throw e;
        }
    }

    /** What was begun and not completed is not gone on with: its parts are removed. */
    public void abandon() {
        sending.abandon();
    }

    private boolean isThere(LocalObject object) throws IOException {
        Optional<HeadObjectResponse> found = connection.find(object.key());
        if (found.isEmpty()
                || !sending.headers().areIn(found.get(), object.contentType())
                || !Proof.of(object, found.get()).same()) {
            return false;
        }
        // Not to be seen in a HEAD; a multipart upload that was cut off at its end may have left it out.
        connection.applyAcl(object.key());
        if (object.isMultipart()) {
            connection.applyTags(object.key());
        }
        listener.note("unchanged: " + object.key());
        return true;
    }

    private void forgetUnlessRemembered() {
        if (!connections.states().remembers()) {
            abandon();
        }
    }

    private HeadObjectResponse prove(String key, ObjectContent content) throws IOException {
        HeadObjectResponse head = connection.require(key);
        Proof proof = Proof.of(content, head);
        switch (proof.verdict()) {
            case SAME -> tell(key, content.size(), ", " + proof.found());
            case SAME_SIZE ->
                tell(key, content.size(), "; the server shows no checksum to compare, so only the size is proven");
            case DIFFERENT ->
                throw new PublishException("target '" + connection.target().name() + "': " + key
                        + " is not what was sent: expected " + proof.expected() + ", found " + proof.found());
        }
        return head;
    }

    private void tell(String key, long size, String how) {
        listener.note("uploaded: " + key + ", " + size + " bytes" + how);
        listener.proven(key, size);
    }
}
