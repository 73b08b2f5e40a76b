package dev.caravan.s3;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was computed of some bytes on their way out.
 *
 * @param length how many they are
 * @param crc64 CRC-64/NVME; null where the server does not have it
 * @param md5 in hexadecimal; '' where it is not needed
 */
record PartDigest(long length, @Nullable Long crc64, String md5) {

    /** As in the header `x-amz-checksum-crc64nvme`; null when there is none. */
    @Nullable
    String crc64Text() {
        return crc64 == null ? null : text(crc64);
    }

    /** As in the header `Content-MD5`; null when there is none. */
    @Nullable
    String contentMd5() {
        return md5.isEmpty()
                ? null
                : Base64.getEncoder().encodeToString(HexFormat.of().parseHex(md5));
    }

    static String text(long crc64) {
        return Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(Long.BYTES).putLong(crc64).array());
    }

    static long crc64(String text) {
        return ByteBuffer.wrap(Base64.getDecoder().decode(text)).getLong();
    }

    /** The digest of all parts' content together, as far as it comes from theirs: MD5 does not. */
    static PartDigest whole(PartDigest... parts) {
        long length = 0;
        Long crc64 = Arrays.stream(parts).allMatch(part -> part.crc64 != null) ? Long.valueOf(0) : null;
        for (PartDigest part : parts) {
            length += part.length;
            if (crc64 != null) {
                crc64 = Crc64Join.join(crc64, Objects.requireNonNull(part.crc64), part.length);
            }
        }
        return new PartDigest(length, crc64, "");
    }
}
