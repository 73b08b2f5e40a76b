package dev.caravan.zarr;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * By what a product that was made anew is known from the one before: the SHA-256 of the metadata documents of its root, which tell when
 * it was made. Chunks are not looked at.
 */
public final class RootMark {
    private static final List<String> DOCUMENTS =
            List.of(Version3.DOCUMENT, Version2.CONSOLIDATED, Version2.GROUP, Version2.ATTRIBUTES);

    private RootMark() {}

    /** 64 hex digits; those of nothing when there is no such document. */
    public static String of(ZarrStore store) throws IOException {
        MessageDigest digest = digest();
        for (String document : DOCUMENTS) {
            Optional<byte[]> content = store.read(document);
            // Each with its length, so that what one ends with is not what the next begins with.
            digest.update(ByteBuffer.allocate(Integer.BYTES)
                    .putInt(content.map(bytes -> bytes.length).orElse(-1))
                    .flip());
            content.ifPresent(digest::update);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
