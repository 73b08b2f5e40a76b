package dev.caravan.s3;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The small requests about a target's objects: read, write, list, delete. Keys are whole, with the target's prefix. */
public final class S3Objects {
    private final S3Connection connection;
    private final String bucket;

    public S3Objects(S3Connection connection) {
        this.connection = connection;
        this.bucket = connection.target().bucket();
    }

    /**
     * The whole of a small object; empty when there is none.
     *
     * @param most bytes; a larger object is an error
     */
    public Optional<SmallObject> read(String key, int most) throws IOException {
        // Read within the request, so that one whose answer is cut off in the middle is made again.
        ResponseBytes<GetObjectResponse> found = connection.call(
                "GET of " + key,
                () -> absentAsNull(() -> client().getObject(
                                request -> request.bucket(bucket).key(key),
                                (answer, content) -> beginning(answer, content, most + 1))));
        if (found == null) {
            return Optional.empty();
        }
        if (found.asByteArrayUnsafe().length > most) {
            throw new PublishException("target '" + connection.target().name() + "': " + key + " has "
                    + found.response().contentLength() + " bytes, expected are at most " + most);
        }
        return Optional.of(
                new SmallObject(key, found.asByteArrayUnsafe(), found.response().eTag()));
    }

    private static ResponseBytes<GetObjectResponse> beginning(
            GetObjectResponse answer, AbortableInputStream content, int most) throws IOException {
        byte[] bytes = content.readNBytes(most);
        if (answer.contentLength() != null && answer.contentLength() > most) {
            content.abort();
        }
        return ResponseBytes.fromByteArrayUnsafe(answer, bytes);
    }

    /** Bytes from {@code first} to {@code last}, both included. The caller closes the stream. */
    public InputStream open(String key, long first, long last) throws PublishException {
        return connection.call("GET of " + key, () -> client().getObject(
                        request -> request.bucket(bucket).key(key).range("bytes=" + first + "-" + last)));
    }

    /**
     * Writes a small object, with the target's ACL, encryption and tags.
     *
     * @param cacheControl '' for none
     * @return its ETag, with its quotes
     * @throws ChangedMeanwhileException when the condition does not hold, as far as the server looks at conditions
     */
    public String write(String key, byte[] content, String contentType, String cacheControl, Condition condition)
            throws PublishException {
        PutObjectRequest request = new ObjectHeaders(connection.target(), cacheControl)
                .small(key, contentType)
                .ifNoneMatch(condition.absent() ? "*" : null)
                .ifMatch(condition.eTag())
                .build();
        String eTag = unlessChanged(request, content);
        if (eTag == null) {
            throw new ChangedMeanwhileException("target '" + connection.target().name() + "': " + key
                    + " was written by somebody else since it was read");
        }
        return eTag;
    }

    /** Every object whose key begins so, in the order of the keys. */
    public void list(String prefix, Consumer<ListedObject> each) throws PublishException {
        pages(prefix, null, page -> page.contents().forEach(object -> each.accept(listed(object))));
    }

    /** The names between this prefix, which ends with a slash, and the next slash, in order. */
    public List<String> directories(String prefix) throws PublishException {
        List<String> names = new ArrayList<>();
        pages(prefix, "/", page -> page.commonPrefixes().stream()
                .map(CommonPrefix::prefix)
                .map(found -> found.substring(prefix.length(), found.length() - 1))
                .forEach(names::add));
        return names;
    }

    /** One request an object: the request for many of them is what servers differ in most. */
    public void delete(Collection<String> keys) throws PublishException {
        for (String key : keys) {
            connection.delete(key);
        }
    }

    private void pages(String prefix, @Nullable String delimiter, Consumer<ListObjectsV2Response> each)
            throws PublishException {
        ListObjectsV2Request next = ListObjectsV2Request.builder()
                .bucket(bucket)
                .prefix(prefix)
                .delimiter(delimiter)
                .build();
        boolean more = true;
        while (more) {
            ListObjectsV2Request request = next;
            ListObjectsV2Response page = connection.call("list of " + prefix, () -> client().listObjectsV2(request));
            each.accept(page);
            more = Boolean.TRUE.equals(page.isTruncated());
            next = request.toBuilder()
                    .continuationToken(page.nextContinuationToken())
                    .build();
        }
    }

    /** Null when the condition does not hold. */
    private @Nullable String unlessChanged(PutObjectRequest request, byte[] content) throws PublishException {
        String eTag = attempt(request, content);
        if (eTag != null || request.ifMatch() == null) {
            return eTag;
        }
        // Ceph compares with the ETag as it keeps it: without quotes. The others refuse this a second time.
        return attempt(
                request.toBuilder().ifMatch(request.ifMatch().replace("\"", "")).build(), content);
    }

    private @Nullable String attempt(PutObjectRequest request, byte[] content) throws PublishException {
        return connection.call("PUT of " + request.key(), () -> {
            try {
                return client().putObject(request, RequestBody.fromBytes(content))
                        .eTag();
            } catch (S3Exception e) {
                // 412: it does not hold. 409: another conditional write is under way.
                if (e.statusCode() == 412 || e.statusCode() == 409) {
                    return null;
                }
                throw e;
            }
        });
    }

    private static <T> @Nullable T absentAsNull(java.util.function.Supplier<T> request) {
        try {
            return request.get();
        } catch (NoSuchKeyException e) {
            return null;
        }
    }

    private static ListedObject listed(S3Object object) {
        return new ListedObject(
                object.key(),
                object.size(),
                object.eTag() == null ? "" : object.eTag().replace("\"", ""),
                object.lastModified(),
                object.storageClassAsString() == null ? "STANDARD" : object.storageClassAsString());
    }

    private S3Client client() {
        return connection.client();
    }
}
