package dev.caravan.s3;

import dev.caravan.s3.limit.ParallelWork;
import dev.caravan.s3.limit.PartBuffer;
import dev.caravan.s3.limit.PartBuffers;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What every object of one transfer is sent with. */
final class Sending {
    private final S3Connections connections;
    private final S3Connection connection;
    private final TransferListener listener;
    private final ObjectHeaders headers;
    private final String job;
    private volatile Evidence evidence;
    private final ContentRequests requests;
    private final PartsUploads uploads;
    private final List<PartsUpload> open = new CopyOnWriteArrayList<>();

    /** @param job that all of it is done for; '' for none */
    Sending(
            S3Connections connections,
            S3Connection connection,
            TransferListener listener,
            ObjectHeaders headers,
            String job) {
        this.connections = connections;
        this.connection = connection;
        this.listener = listener;
        this.headers = headers;
        this.job = job;
        this.evidence = connections
                .capabilities()
                .of(connection.target())
                .map(Capabilities::evidence)
                .orElse(Evidence.MD5);
        this.uploads = new PartsUploads(connections, connection);
        this.requests = new ContentRequests(connection, this::pass, listener::sent);
    }

    /** Waits for the bandwidth, unless nobody waits for the upload any more. */
    private void pass(int bytes) throws IOException {
        if (connection.isClosed()) {
            throw new InterruptedIOException("the upload was given up");
        }
        try {
            connections.limits().bandwidth().take(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while it waited for bandwidth");
        }
    }

    /** Its parts are put together. Parts that the server does not take for what it has received are not to be gone on with. */
    PartDigest[] complete(PartsUpload upload, int parts) throws IOException {
        try {
            PartDigest[] digests = upload.complete(parts);
            connection.applyTags(upload.key());
            return digests;
        } catch (PublishException e) {
            if (e.getCause() instanceof S3Exception answer && answer.statusCode() == 400) {
                uploads.abort(upload);
            }
            throw e;
        }
    }

    S3Connection connection() {
        return connection;
    }

    TransferListener listener() {
        return listener;
    }

    ObjectHeaders headers() {
        return headers;
    }

    String job() {
        return job;
    }

    Evidence evidence() {
        return evidence;
    }

    /** Before something large is sent, it pays to know by what the server lets us compare it. */
    void learn() throws PublishException {
        evidence = connections.capabilities().learn(connection).evidence();
    }

    ContentRequests requests() {
        return requests;
    }

    PartBuffers buffers() {
        return connections.limits().buffers();
    }

    /** Waits for memory, but not longer than the work goes well. */
    PartBuffer buffer(long bytes, ParallelWork work) throws IOException {
        Optional<PartBuffer> buffer = Optional.empty();
        while (buffer.isEmpty()) {
            work.awaitTurn();
            try {
                buffer = buffers().take(bytes);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while it waited for memory");
            }
        }
        return buffer.get();
    }

    ParallelWork work() {
        return new ParallelWork(
                connections.limits().threads(),
                () -> connections.parallelism(connection.target()).now());
    }

    PartsUpload open(UploadState wanted, CreateMultipartUploadRequest.Builder request) throws IOException {
        PartsUpload upload = uploads.open(wanted, request);
        open.add(upload);
        return upload;
    }

    void abort(PartsUpload upload) {
        uploads.abort(upload);
    }

    /** Those that were not completed are not to be gone on with. */
    void abandon() {
        open.stream().filter(upload -> !upload.isEnded()).forEach(uploads::abort);
    }
}
