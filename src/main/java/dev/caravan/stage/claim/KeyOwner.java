package dev.caravan.stage.claim;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The file that owns a dataset key: two sources must not be published under one key.
 *
 * @param path as the key's entry in Redis has it; absolute
 * @param key the dataset key
 */
record KeyOwner(String path, String key) {

    /**
     * Whether the owner has certainly left, so that the key may pass to another file: it is not there, but the source
     * directory it was found in is, and is not an empty mount point.
     *
     * @param root source directory of the file that asks for the key
     */
    boolean gone(Path root) {
        try {
            Path owner = Path.of(path);
            Path source = owner.startsWith(root) ? root : sourceOf(owner);
            return source != null && Files.notExists(owner, LinkOption.NOFOLLOW_LINKS) && holdsAnything(source);
        } catch (InvalidPathException | IOException e) {
            // Nothing is certain then, and a refusal says which file to look at.
            return false;
        }
    }

    /** The key is the path within the source directory, without the extension; so the rest is that directory. */
    private @Nullable Path sourceOf(Path owner) {
        String text = owner.toString().replace('\\', '/');
        int end = text.lastIndexOf("/" + key);
        boolean onlyExtensionFollows = end > 0 && text.indexOf('/', end + 1 + key.length()) < 0;
        return onlyExtensionFollows ? Path.of(text.substring(0, end)) : null;
    }

    private static boolean holdsAnything(Path directory) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            return entries.iterator().hasNext();
        }
    }
}
