package dev.caravan.audit;

import dev.caravan.manifest.Manifest;
import dev.caravan.s3.S3Connection;
import dev.caravan.s3.S3Objects;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Compares an object with what its manifest says of it. */
final class ObjectCheck {
    private final S3Connection connection;
    private final boolean checksum;
    private final Runnable going;

    /** @param going is called between reads; what it throws ends them */
    ObjectCheck(S3Connection connection, boolean checksum, Runnable going) {
        this.connection = connection;
        this.checksum = checksum;
        this.going = going;
    }

    /** What is wrong; empty when nothing is. The checksum that a server shows by itself is always compared. */
    Optional<AuditFinding> of(String dataset, String directory, Manifest.PublishedObject object) throws IOException {
        String key = object.key(directory);
        Optional<HeadObjectResponse> head = connection.find(key);
        if (head.isEmpty()) {
            return finding(AuditFinding.MISSING, dataset, key, "nothing", object.size() + " bytes");
        }
        Long size = head.get().contentLength();
        if (size == null || size != object.size()) {
            return finding(AuditFinding.CHANGED, dataset, key, size + " bytes", object.size() + " bytes");
        }
        String shown = head.get().checksumCRC64NVME();
        if (shown != null && !shown.contains("-")) {
            return shown.equals(object.crc64nvme())
                    ? Optional.empty()
                    : finding(
                            AuditFinding.CHANGED,
                            dataset,
                            key,
                            "CRC64NVME " + shown,
                            "CRC64NVME " + object.crc64nvme());
        }
        return checksum ? content(dataset, key, object) : Optional.empty();
    }

    private Optional<AuditFinding> content(String dataset, String key, Manifest.PublishedObject object)
            throws IOException {
        String sha256 = object.size() == 0 ? hex(sha256()) : read(key, object.size());
        return sha256.equals(object.sha256())
                ? Optional.empty()
                : finding(AuditFinding.CHANGED, dataset, key, "SHA-256 " + sha256, "SHA-256 " + object.sha256());
    }

    private String read(String key, long size) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[1 << 18];
        try (InputStream in = new DigestInputStream(new S3Objects(connection).open(key, 0, size - 1), digest)) {
            while (in.read(buffer) >= 0) {
                going.run();
            }
        }
        return hex(digest);
    }

    private Optional<AuditFinding> finding(String kind, String dataset, String key, String found, String expected) {
        return Optional.of(
                new AuditFinding(kind, "object", connection.target().name(), dataset, key, found, expected, "", false));
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
