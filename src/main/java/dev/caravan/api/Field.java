package dev.caravan.api;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks of single values, whether they come as a parameter or as a member of a body; each names the field. */
public final class Field {
    private static final Pattern JOB = Pattern.compile("[A-Za-z0-9-]{1,64}");
    /** Of any text of a body, in characters: that of a path. */
    static final int LONGEST = 4096;

    private Field() {}

    /**
     * @return null when it is left out
     * @throws BadRequestException it is empty, has control characters, or more than so many characters
     */
    public static @Nullable String text(String field, @Nullable String value, int longest) {
        if (value != null && (value.isBlank() || !isPlain(value, longest))) {
            throw new BadRequestException(field, value, plainText(longest));
        }
        return value;
    }

    /** The name of a user or a project. */
    public static @Nullable String label(String field, @Nullable String value) {
        text(field, value, 200);
        if (value != null && value.indexOf('|') >= 0) {
            throw new BadRequestException(field, value, "without '|'");
        }
        return value;
    }

    public static @Nullable String path(String field, @Nullable String value) {
        return text(field, value, LONGEST);
    }

    /** @throws BadRequestException it cannot be the id of a job */
    public static String job(String field, String value) {
        if (!JOB.matcher(value).matches()) {
            throw new BadRequestException(field, value, "a job's id: 1 to 64 letters, digits and '-'");
        }
        return value;
    }

    /** @return null when the parameter is left out */
    public static @Nullable Instant time(ApiRequest request, String name) {
        Optional<String> value = request.parameter(name);
        return value.map(text -> time(name, text)).orElse(null);
    }

    private static Instant time(String name, String text) {
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            if (time.isAfter(Instant.EPOCH) && time.isBefore(Instant.parse("9999-01-01T00:00:00Z"))) {
                return time;
            }
        } catch (DateTimeException e) {
            // Answered below, as a time that cannot be meant.
        }
        throw new BadRequestException(name, text, "a time such as 2026-11-22T08:39:03Z, between 1970 and 9999");
    }

    /** Half a surrogate pair could not be written as UTF-8. */
    static boolean isPlain(String value, int longest) {
        return value.length() <= longest
                && value.chars().noneMatch(Character::isISOControl)
                && StandardCharsets.UTF_8.newEncoder().canEncode(value);
    }

    static String plainText(int longest) {
        return "a text of 1 to " + longest + " characters, none of them a control character";
    }
}
