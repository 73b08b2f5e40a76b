package dev.caravan.s3;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The requests that publishing makes to one target's bucket. Closing it, from any thread, fails those under way. */
public final class S3Connection implements AutoCloseable {
    /** Limit of one attempt at a request that carries no content. */
    public static final Duration SHORT_CALL = Duration.ofSeconds(30);

    private final TargetSettings target;
    private final S3Client client;
    private final FailureText failure;

    S3Connection(TargetSettings target, S3Client client) {
        this.target = target;
        this.client = client;
        this.failure = new FailureText(target);
    }

    /** Empty when there is no such object, and when the server does not let us see whether there is (403). */
    public Optional<HeadObjectResponse> find(String key) throws PublishException {
        try {
            return Optional.of(head(key));
        } catch (S3Exception e) {
            if (e.statusCode() == 404 || e.statusCode() == 403) {
                return Optional.empty();
            }
            throw failure.explain("HEAD of " + key, e);
        } catch (SdkException e) {
            throw failure.explain("HEAD of " + key, e);
        }
    }

    /** True only when the server says so; a server may also answer 403 for what is not there. */
    public boolean isAbsent(String key) throws PublishException {
        try {
            head(key);
            return false;
        } catch (S3Exception e) {
            return e.statusCode() == 404;
        } catch (SdkException e) {
            throw failure.explain("HEAD of " + key, e);
        }
    }

    public HeadObjectResponse require(String key) throws PublishException {
        return call("HEAD of " + key, () -> head(key));
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

    /** @throws PublishException that says what could not be done, in place of any of the SDK's */
    public <T> T call(String what, Supplier<T> request) throws PublishException {
        try {
            return request.get();
        } catch (SdkException e) {
            throw failure.explain(what, e);
        }
    }

    private HeadObjectResponse head(String key) {
        return client.headObject(
                request -> request.bucket(target.bucket()).key(key).checksumMode(ChecksumMode.ENABLED));
    }

    @Override
    public void close() {
        client.close();
    }
}
