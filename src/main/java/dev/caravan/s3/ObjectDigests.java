package dev.caravan.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.Checksum;

/** How S3 servers make one value of a content. */
final class ObjectDigests {
    private ObjectDigests() {}

    /** The ETag of an object of parts. */
    static String eTag(PartDigest... parts) {
        MessageDigest all = md5();
        for (PartDigest part : parts) {
            all.update(HexFormat.of().parseHex(part.md5()));
        }
        return HexFormat.of().formatHex(all.digest()) + "-" + parts.length;
    }

    /** In base64, as in an `x-amz-checksum-…` header. */
    static String checksum(FileRange range, ChecksumKind kind) throws IOException {
        Checksum checksum = kind.start();
        try (InputStream content = range.open()) {
            byte[] buffer = new byte[1 << 18];
            for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                checksum.update(buffer, 0, count);
            }
        }
        byte[] value =
                ByteBuffer.allocate(Long.BYTES).putLong(checksum.getValue()).array();
        return Base64.getEncoder().encodeToString(Arrays.copyOfRange(value, value.length - kind.bytes(), value.length));
    }

    static MessageDigest md5() {
        return digest("MD5");
    }

    static MessageDigest sha256() {
        return digest("SHA-256");
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
