package dev.caravan.api.file;

import dev.caravan.api.BadRequestException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The path of a file as a caller gives it. A name may hold any character but NUL, so line ends are allowed. */
public final class RequestedPath {
    private static final int LONGEST = 4096;
    private static final String ALLOWED =
            "an absolute path of 1 to " + LONGEST + " characters, without '.', '..', '//' or NUL in it";

    private RequestedPath() {}

    /**
     * @param field where it stands in the request
     * @throws BadRequestException it is not absolute, not normalised, too long, or no path at all
     */
    public static Path of(String field, @Nullable String value) {
        if (value == null || value.isEmpty() || value.length() > LONGEST || !isUnicode(value)) {
            throw new BadRequestException(field, value, ALLOWED);
        }
        try {
            Path path = Path.of(value);
            if (path.isAbsolute() && path.normalize().toString().equals(value)) {
                return path;
            }
        } catch (InvalidPathException e) {
            // Answered below, as what is no path.
        }
        throw new BadRequestException(field, value.replace('\0', '\uFFFD'), ALLOWED);
    }

    /** Half a surrogate pair could not be written as UTF-8. */
    private static boolean isUnicode(String value) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(value);
    }
}
