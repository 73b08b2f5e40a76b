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

/** What every object of one transfer is sent with. */
final class Sending {
    private final S3Connections connections;
    private final S3Connection connection;
    private final TransferListener listener;
    private final ObjectHeaders headers;
    private final Evidence evidence;
    private final ContentRequests requests;
    private final PartsUploads uploads;
    private final List<PartsUpload> open = new CopyOnWriteArrayList<>();

    Sending(
            S3Connections connections,
            S3Connection connection,
            TransferListener listener,
            ObjectHeaders headers,
            Evidence evidence) {
        this.connections = connections;
        this.connection = connection;
        this.listener = listener;
        this.headers = headers;
        this.evidence = evidence;
        this.uploads = new PartsUploads(connections, connection);
        this.requests = new ContentRequests(
                connection, bytes -> {}, connections.settings().retry(), Long.MAX_VALUE, listener::sent);
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

    Evidence evidence() {
        return evidence;
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
