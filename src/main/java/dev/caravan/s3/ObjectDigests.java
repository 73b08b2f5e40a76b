package dev.caravan.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.Checksum;

/** What S3 servers say of an object's content, computed from the file. */
final class ObjectDigests {
    private ObjectDigests() {}

    /**
     * The ETag, without quotes: the MD5 of the content, or for an object of N parts the MD5 of their MD5s and `-N`. Not a
     * documented promise of S3, but what AWS (without KMS) and nearly all other servers do.
     */
    static String eTag(LocalObject object) throws IOException {
        if (!object.isMultipart()) {
            return HexFormat.of().formatHex(object.part(0).md5());
        }
        MessageDigest parts = md5();
        for (int part = 0; part < object.parts(); part++) {
            parts.update(object.part(part).md5());
        }
        return HexFormat.of().formatHex(parts.digest()) + "-" + object.parts();
    }

    /** The checksum of the whole content in base64, as in an `x-amz-checksum-…` header. */
    static String checksum(LocalObject object, ChecksumKind kind) throws IOException {
        Checksum checksum = kind.start();
        try (InputStream content = Files.newInputStream(object.file())) {
            byte[] buffer = new byte[1 << 16];
            for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                checksum.update(buffer, 0, count);
            }
        }
        byte[] value =
                ByteBuffer.allocate(Long.BYTES).putLong(checksum.getValue()).array();
        return Base64.getEncoder().encodeToString(Arrays.copyOfRange(value, value.length - kind.bytes(), value.length));
    }

    static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
