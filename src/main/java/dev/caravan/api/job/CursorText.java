package dev.caravan.api.job;

import dev.caravan.api.BadRequestException;
import dev.caravan.job.JobCursor;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/** A place in a list as a word that callers need not understand; it is good for the question that it came from only. */
final class CursorText {
    private static final Pattern TEXT = Pattern.compile("j1\\.([1-9][0-9]{0,15})\\.([0-9a-f]{1,8})");

    private CursorText() {}

    static String of(JobCursor cursor, Object question) {
        String text = "j1." + cursor.arrival() + "." + sum(question);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** @throws BadRequestException it is none, or that of another question */
    static JobCursor parse(String text, Object question) {
        Matcher parts = TEXT.matcher(decoded(text));
        if (!parts.matches()) {
            throw new BadRequestException("cursor", text, "the 'next' of an answer");
        }
        if (!parts.group(2).equals(sum(question))) {
            throw new BadRequestException(
                    "cursor", text, "the 'next' of an answer to the same question, with the same filters and order");
        }
        return new JobCursor(Long.parseLong(parts.group(1)));
    }

    private static String decoded(String text) {
        try {
            return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String sum(Object question) {
        CRC32 sum = new CRC32();
        sum.update(question.toString().getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(sum.getValue());
    }
}
