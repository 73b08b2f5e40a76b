package dev.caravan.api.file;

import dev.caravan.api.BadRequestException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The last path of a page, as a word that callers need not understand. */
final class PathCursor {
    private static final String FORM = "f1.";

    private PathCursor() {}

    static String of(String path) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((FORM + path).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @param prefix what the paths of the question begin with
     * @throws BadRequestException it is none, or that of another question
     */
    static String parse(String text, String prefix) {
        try {
            String decoded = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getUrlDecoder().decode(text)))
                    .toString();
            if (decoded.startsWith(FORM + prefix) && decoded.length() > FORM.length()) {
                return decoded.substring(FORM.length());
            }
        } catch (IllegalArgumentException | CharacterCodingException e) {
            // Answered below, as what is no cursor.
        }
        throw new BadRequestException("cursor", text, "the 'next' of an answer to the same question");
    }
}
