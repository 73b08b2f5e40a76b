package dev.caravan.dataset;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * The version of a dataset of many files: SHA-256, lower-case hex, over the names below the source directory, in their
 * order, each with its size in bytes and its modification time in nanoseconds. A file that is changed, added or removed
 * makes another version; so does what is wrong with one.
 */
final class Fingerprint {

    private Fingerprint() {}

    static String of(Path root, List<SourceFile> files, List<String> problems) {
        MessageDigest digest = sha256();
        files.stream()
                .sorted(Comparator.comparing(file -> file.path().toString()))
                .forEach(file -> add(digest, line(root, file)));
        problems.forEach(problem -> add(digest, problem));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String line(Path root, SourceFile file) {
        Instant modified = file.modified();
        return "%s\0%d\0%d.%09d"
                .formatted(root.relativize(file.path()), file.size(), modified.getEpochSecond(), modified.getNano());
    }

    /** No name contains the byte 0, so two zeros end a line for certain. */
    private static void add(MessageDigest digest, String line) {
        digest.update(line.getBytes(StandardCharsets.UTF_8));
        digest.update(new byte[2]);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
