package dev.caravan.stage.claim;

import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 of source files, read as a stream. */
final class ContentHash {
    private static final int BUFFER = 1 << 18;

    private ContentHash() {}

    /**
     * One hash for each file, lower-case hex.
     *
     * @throws UnsettledException when a file was written to, or vanished, while it was read
     */
    static List<String> of(Dataset dataset) throws IOException {
        List<String> hashes = new ArrayList<>();
        for (SourceFile source : dataset.files()) {
            hashes.add(sha256(source.path()));
            if (!SourceFile.read(source.path()).equals(source)) {
                throw new UnsettledException(source.path());
            }
        }
        return hashes;
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest = digest();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
