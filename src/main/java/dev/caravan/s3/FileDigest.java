package dev.caravan.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/**
 * What a file holds, read once.
 *
 * @param size in bytes, as they were read
 * @param sha256 lower-case hex
 * @param crc64nvme base64, as in `x-amz-checksum-crc64nvme`
 */
public record FileDigest(long size, String sha256, String crc64nvme) {
    private static final int BUFFER = 1 << 18;

    /** @param read is told how many more bytes have been read; what it throws ends the reading */
    public static FileDigest of(Path file, LongConsumer read) throws IOException {
        MessageDigest sha256 = begin();
        Crc64Nvme crc = new Crc64Nvme();
        long size = read(file, read, (bytes, count) -> {
            sha256.update(bytes, 0, count);
            crc.update(bytes, 0, count);
        });
        byte[] checksum =
                ByteBuffer.allocate(Long.BYTES).putLong(crc.getValue()).array();
        return new FileDigest(size, hex(sha256), Base64.getEncoder().encodeToString(checksum));
    }

    /**
     * Only the SHA-256, lower-case hex.
     *
     * @param read as in {@link #of}
     */
    public static String sha256(Path file, LongConsumer read) throws IOException {
        MessageDigest sha256 = begin();
        read(file, read, (bytes, count) -> sha256.update(bytes, 0, count));
        return hex(sha256);
    }

    private interface Piece {
        void add(byte[] bytes, int count);
    }

    private static long read(Path file, LongConsumer read, Piece piece) throws IOException {
        long size = 0;
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                piece.add(buffer, count);
                size += count;
                read.accept(count);
            }
        }
        return size;
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
