package dev.caravan.s3;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What S3 allows as names of buckets and objects, and what a browser can ask for. */
public final class ObjectNames {
    public static final String BUCKET_RULE =
            "3 to 63 lower-case letters, digits, '-' and '.', with a letter or digit at both ends,"
                    + " no two dots together, and no IP address";
    public static final String PREFIX_RULE =
            "'' or a path such as 'clouds/2026/': no slash in front, no empty, '.' or '..' name, at most 512 bytes";
    /** S3's limit for a key, in bytes of UTF-8. */
    public static final int LONGEST_KEY = 1024;

    private static final int LONGEST_PREFIX = 512;

    private ObjectNames() {}

    public static boolean isBucket(String name) {
        return name.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
                && !name.contains("..")
                && !name.matches("\\d+\\.\\d+\\.\\d+\\.\\d+");
    }

    public static boolean isPrefix(String prefix) {
        return prefix.isEmpty()
                || (prefix.endsWith("/")
                        && bytes(prefix) <= LONGEST_PREFIX
                        && prefix.chars().noneMatch(Character::isISOControl)
                        && hasProperNames(prefix.substring(0, prefix.length() - 1)));
    }

    /** False for empty names, '.' and '..': browsers remove them from an address, so such objects cannot be fetched. */
    public static boolean hasProperNames(String path) {
        return Arrays.stream(path.split("/", -1))
                .noneMatch(name -> name.isEmpty() || name.equals(".") || name.equals(".."));
    }

    public static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
