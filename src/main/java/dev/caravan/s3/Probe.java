package dev.caravan.s3;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HexFormat;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Finds out what a server can do, with one small object below `<prefix>.caravan/` that is removed again. */
final class Probe {
    private static final Logger LOG = LoggerFactory.getLogger(Probe.class);
    private static final byte[] CONTENT = "what can this server do?".getBytes(StandardCharsets.US_ASCII);

    private final S3Connection connection;
    private final TargetSettings target;
    private final String key;
    private final Clock clock;

    Probe(S3Connection connection, Clock clock) {
        this.clock = clock;
        this.connection = connection;
        this.target = connection.target();
        this.key = keys(target) + UUID.randomUUID();
    }

    /** What the keys of all probes of a target begin with. */
    static String keys(TargetSettings target) {
        return target.prefix() + ".caravan/probe-";
    }

    /** @throws PublishException when the server is away, or the bucket does not exist */
    Capabilities run() throws PublishException {
        PutObjectResponse written;
        try {
            written = connection.call("PUT of " + key, this::write);
        } catch (PublishException e) {
            if (e.getCause() instanceof S3Exception answer && answer.statusCode() == 403) {
                LOG.warn(
                        "target {}: it may not be found out what the server can do: {}", target.name(), e.getMessage());
                return Capabilities.unknown(clock.instant());
            }
            throw e;
        }
        try {
            return new Capabilities(
                    true,
                    showsChecksum(),
                    md5().equals(written.eTag() == null ? "" : written.eTag().replace("\"", "")),
                    keepsFromOverwriting(),
                    target.acl().isEmpty() || takesAcl(),
                    listsUploads(),
                    clock.instant());
        } finally {
            remove();
        }
    }

    /** With a checksum; without one where that is refused. */
    private PutObjectResponse write() {
        String checksum = PartDigest.text(crc64());
        try {
            return put(request().checksumCRC64NVME(checksum).build());
        } catch (S3Exception e) {
            if (e.statusCode() != 400 && e.statusCode() != 501) {
                throw e;
            }
            return put(request().build());
        }
    }

    private boolean showsChecksum() {
        try {
            HeadObjectResponse head = connection
                    .client()
                    .headObject(of -> of.bucket(target.bucket()).key(key).checksumMode(ChecksumMode.ENABLED));
            return PartDigest.text(crc64()).equals(head.checksumCRC64NVME())
                    && head.checksumType() == ChecksumType.FULL_OBJECT;
        } catch (SdkException e) {
            LOG.debug("HEAD of {}", key, e);
            return false;
        }
    }

    private boolean keepsFromOverwriting() {
        try {
            put(request().ifNoneMatch("*").build());
            return false;
        } catch (S3Exception e) {
            return e.statusCode() == 412;
        }
    }

    private boolean takesAcl() {
        return succeeds(() -> connection
                .client()
                .putObjectAcl(of -> of.bucket(target.bucket()).key(key).acl(target.acl())));
    }

    private boolean listsUploads() {
        return succeeds(() -> connection.client().listMultipartUploads(of -> of.bucket(target.bucket())
                .prefix(key)));
    }

    private void remove() {
        if (!succeeds(() -> connection.client().deleteObject(of -> of.bucket(target.bucket())
                .key(key)))) {
            LOG.warn("target {}: {} stays there: it could not be removed", target.name(), key);
        }
    }

    private static boolean succeeds(Runnable request) {
        try {
            request.run();
            return true;
        } catch (SdkException e) {
            LOG.debug("refused", e);
            return false;
        }
    }

    /** As other objects are written, or a policy of the bucket may forbid it; but without the ACL, which is asked for by itself. */
    private PutObjectRequest.Builder request() {
        return new ObjectHeaders(target, "").small(key, "text/plain").acl((ObjectCannedACL) null);
    }

    private PutObjectResponse put(PutObjectRequest request) {
        return connection.client().putObject(request, RequestBody.fromBytes(CONTENT));
    }

    private static String md5() {
        return HexFormat.of().formatHex(ObjectDigests.md5().digest(CONTENT));
    }

    private static long crc64() {
        Crc64Nvme crc64 = new Crc64Nvme();
        crc64.update(CONTENT, 0, CONTENT.length);
        return crc64.getValue();
    }
}
