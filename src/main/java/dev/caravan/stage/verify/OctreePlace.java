package dev.caravan.stage.verify;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Where the octree of a dataset lies on the local disk: `octrees/<key>.octree`. The ending keeps the octree of `area.las` apart from
 * those of the directory `area`.
 */
final class OctreePlace {
    private static final String ENDING = ".octree";
    /** Longest name that the usual file systems take, in bytes. */
    private static final int LONGEST_NAME = 255;

    private OctreePlace() {}

    static Path of(Path octrees, String key) {
        Path place = octrees.resolve(key).normalize();
        if (!place.startsWith(octrees) || place.equals(octrees)) {
            throw new IllegalArgumentException("dataset key '" + key + "' leads out of " + octrees);
        }
        return place.resolveSibling(name(place.getFileName().toString()));
    }

    private static String name(String last) {
        int bytes = last.getBytes(StandardCharsets.UTF_8).length + ENDING.length();
        return bytes <= LONGEST_NAME ? last + ENDING : shortened(last);
    }

    /** A quarter of the characters fits whatever their encoding; the digest keeps two long names apart. */
    private static String shortened(String last) {
        return last.substring(0, last.offsetByCodePoints(0, Math.min(32, last.codePointCount(0, last.length())))) + "-"
                + digest(last) + ENDING;
    }

    private static String digest(String text) {
        try {
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha256, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
