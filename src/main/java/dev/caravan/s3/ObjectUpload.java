package dev.caravan.s3;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;

/**
 * Sends one file, whole or in parts that are read from the disk as they are sent. Each request carries the MD5 of its
 * content, so a server that got something else refuses it.
 */
public final class ObjectUpload {
    private static final Logger LOG = LoggerFactory.getLogger(ObjectUpload.class);
    /** Putting parts together may mean that the server copies them all. */
    private static final Duration ASSEMBLY = Duration.ofMinutes(10);
    /** Bytes per second; a slower request is taken for one that hangs. */
    private static final long SLOWEST = 64 << 10;

    private final S3Connections connections;
    private final S3Connection connection;
    private final TargetSettings target;
    private final LongConsumer sent;

    /** @param sent is told how many more bytes are on their way */
    public ObjectUpload(S3Connections connections, S3Connection connection, LongConsumer sent) {
        this.connections = connections;
        this.connection = connection;
        this.target = connection.target();
        this.sent = sent;
    }

    public void send(LocalObject object) throws IOException {
        if (object.isMultipart()) {
            sendParts(object);
        } else {
            sendWhole(object);
        }
    }

    private void sendWhole(LocalObject object) throws IOException {
        try (FileRange content = object.part(0)) {
            String md5 = base64(content.md5());
            connection.call("PUT of " + object.key(), () -> connection
                    .client()
                    .putObject(
                            request -> request.bucket(target.bucket())
                                    .key(object.key())
                                    .contentType(object.contentType())
                                    .cacheControl(orNull(target.cacheControl()))
                                    .acl(orNull(target.acl()))
                                    .contentMD5(md5)
                                    .overrideConfiguration(limit(content.length())),
                            body(content)));
        }
    }

    private void sendParts(LocalObject object) throws IOException {
        String upload = connection
                .call("start of the upload of " + object.key(), () -> create(object))
                .uploadId();
        try {
            List<CompletedPart> parts = new ArrayList<>();
            for (int index = 0; index < object.parts(); index++) {
                parts.add(sendPart(object, upload, index));
            }
            connection.call(
                    "completion of " + object.key(),
                    () -> connection.client().completeMultipartUpload(request -> request.bucket(target.bucket())
                            .key(object.key())
                            .uploadId(upload)
                            .multipartUpload(all -> all.parts(parts))
                            .overrideConfiguration(options -> options.apiCallAttemptTimeout(ASSEMBLY))));
        } catch (IOException | RuntimeException e) {
            abort(object, upload, e);
            throw e;
        }
    }

    private CreateMultipartUploadResponse create(LocalObject object) {
        return connection.client().createMultipartUpload(request -> request.bucket(target.bucket())
                .key(object.key())
                .contentType(object.contentType())
                .cacheControl(orNull(target.cacheControl()))
                .acl(orNull(target.acl())));
    }

    private CompletedPart sendPart(LocalObject object, String upload, int index) throws IOException {
        try (FileRange content = object.part(index)) {
            int number = index + 1;
            String md5 = base64(content.md5());
            String eTag = connection
                    .call("PUT of part " + number + " of " + object.key(), () -> connection
                            .client()
                            .uploadPart(
                                    request -> request.bucket(target.bucket())
                                            .key(object.key())
                                            .uploadId(upload)
                                            .partNumber(number)
                                            .contentMD5(md5)
                                            .overrideConfiguration(limit(content.length())),
                                    body(content)))
                    .eTag();
            return CompletedPart.builder().partNumber(number).eTag(eTag).build();
        }
    }

    /** By a connection of its own: the other one may have been closed to cancel the upload. */
    private void abort(LocalObject object, String upload, Exception why) {
        try (S3Connection fresh = connections.open(target)) {
            new UnfinishedUpload(fresh, object.key(), upload).abort();
        } catch (RuntimeException e) {
            why.addSuppressed(e);
            LOG.warn("the parts of {} stay in target {}: {}", object.key(), target.name(), e.getMessage());
        }
    }

    private RequestBody body(FileRange content) {
        return RequestBody.fromContentProvider(
                new CountedContent(content, sent), content.length(), "application/octet-stream");
    }

    private static AwsRequestOverrideConfiguration limit(long bytes) {
        return AwsRequestOverrideConfiguration.builder()
                .apiCallAttemptTimeout(S3Connection.SHORT_CALL.plusSeconds(bytes / SLOWEST))
                .build();
    }

    private static @Nullable String orNull(String setting) {
        return setting.isEmpty() ? null : setting;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
