package dev.caravan.s3;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/** The requests that publishing makes to one target's bucket. Closing it, from any thread, fails those under way. */
public final class S3Connection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(S3Connection.class);
    private static final int RANGE_OF_NOTHING = 416;

    private final TargetSettings target;
    private final S3Client client;
    private final Retries retries;
    private final FailureText failure;
    private volatile boolean explained;

    S3Connection(TargetSettings target, S3Client client, Retries retries) {
        this.target = target;
        this.client = client;
        this.retries = retries;
        this.failure = new FailureText(target);
    }

    /** Empty when there is no such object, and when the server does not let us see whether there is (403). */
    public Optional<HeadObjectResponse> find(String key) throws PublishException {
        try {
            return Optional.of(require(key));
        } catch (PublishException e) {
            if (status(e) == 404 || status(e) == 403) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** True only when the server says so; a server may also answer 403 for what is not there. */
    public boolean isAbsent(String key) throws PublishException {
        try {
            require(key);
            return false;
        } catch (PublishException e) {
            if (e.getCause() instanceof S3Exception) {
                return status(e) == 404;
            }
            throw e;
        }
    }

    public HeadObjectResponse require(String key) throws PublishException {
        try {
            return call("HEAD of " + key, () -> head(key));
        } catch (PublishException e) {
            if (!isUnexplained(e)) {
                throw e;
            }
            explain(key);
            return call("HEAD of " + key, () -> head(key));
        }
    }

    /**
     * An answer to HEAD has no room for the reason of a refusal. Where that is our credentials or our clock, the answer to GET says so,
     * and the next request may go well.
     */
    private void explain(String key) throws PublishException {
        try {
            call(
                            "GET of " + key,
                            () -> client.getObject(request ->
                                    request.bucket(target.bucket()).key(key).range("bytes=0-0")))
                    .abort();
        } catch (PublishException e) {
            explained = isRefused(e);
            if (status(e) != RANGE_OF_NOTHING) {
                throw e;
            }
        }
    }

    private static boolean isRefused(PublishException e) {
        return status(e) == 400 || status(e) == 401 || status(e) == 403;
    }

    /** Where GET has said once that we may not see an object, it is not asked for each other one. */
    private boolean isUnexplained(PublishException e) {
        return isRefused(e) && !explained;
    }

    /** Succeeds as well when there is no such object. */
    public void delete(String key) throws PublishException {
        call(
                "DELETE of " + key,
                () -> client.deleteObject(
                        request -> request.bucket(target.bucket()).key(key)));
    }

    /** Gives an object the target's ACL; does nothing when the target has none. */
    public void applyAcl(String key) throws PublishException {
        if (!target.acl().isEmpty()) {
            call(
                    "PUT of the ACL of " + key,
                    () -> client.putObjectAcl(request ->
                            request.bucket(target.bucket()).key(key).acl(ObjectCannedACL.fromValue(target.acl()))));
        }
    }

    /**
     * Gives an object the target's tags; does nothing when the target has none. Some servers forget those that an upload in parts
     * was begun with.
     */
    void applyTags(String key) throws PublishException {
        Set<Tag> tags = target.tags().entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .collect(Collectors.toSet());
        if (tags.isEmpty()) {
            return;
        }
        try {
            call(
                    "PUT of the tags of " + key,
                    () -> client.putObjectTagging(
                            request -> request.bucket(target.bucket()).key(key).tagging(all -> all.tagSet(tags))));
        } catch (PublishException e) {
            if (status(e) != 405 && status(e) != 501) {
                throw e;
            }
            LOG.warn("whether the object has its tags is not known: {}", e.getMessage());
        }
    }

    public void headBucket() {
        client.headBucket(request -> request.bucket(target.bucket())
                .overrideConfiguration(options -> options.apiCallTimeout(Duration.ofSeconds(3))));
    }

    public TargetSettings target() {
        return target;
    }

    public S3Client client() {
        return client;
    }

    /** The address of the bucket itself, with a slash at the end, as this client talks to it. */
    public URI bucketAddress() {
        return URI.create(client.utilities()
                        .getUrl(request -> request.bucket(target.bucket()).key("x"))
                        .toString())
                .resolve(".");
    }

    /**
     * Makes a request, again where that may help.
     *
     * @throws PublishException that says what could not be done, in place of any of the SDK's
     */
    public <T> T call(String what, Supplier<T> request) throws PublishException {
        try {
            return retries.run(what, request::get);
        } catch (PublishException e) {
            throw e;
        } catch (IOException e) {
            throw new PublishException(what + " failed: " + e.getMessage(), e);
        } catch (SdkException e) {
            throw failure.explain(what, e);
        }
    }

    /** As {@link #call}, for requests that read a content and look at what is answered of it. */
    <T> T send(String what, Retries.Request<T> request) throws IOException {
        try {
            return retries.run(what, request);
        } catch (SdkException e) {
            throw failure.explain(what, e);
        }
    }

    /** Whether somebody has given up what it was opened for. */
    boolean isClosed() {
        return retries.isClosed();
    }

    private static int status(PublishException e) {
        return e.getCause() instanceof S3Exception answer ? answer.statusCode() : 0;
    }

    private HeadObjectResponse head(String key) {
        return client.headObject(
                request -> request.bucket(target.bucket()).key(key).checksumMode(ChecksumMode.ENABLED));
    }

    @Override
    public void close() {
        retries.close();
        client.close();
    }
}
