package dev.caravan.api.publication;

import dev.caravan.api.BadRequestException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The last dataset of a page, as a word that callers need not understand. */
final class DatasetCursor {
    private static final String FORM = "d1.";

    private DatasetCursor() {}

    static String of(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((FORM + key).getBytes(StandardCharsets.UTF_8));
    }

    /** @throws BadRequestException it is none */
    static String parse(String text) {
        try {
            String decoded = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getUrlDecoder().decode(text)))
                    .toString();
            if (decoded.startsWith(FORM) && decoded.length() > FORM.length()) {
                return decoded.substring(FORM.length());
            }
        } catch (IllegalArgumentException | CharacterCodingException e) {
            // Answered below, as what is no cursor.
        }
        throw new BadRequestException("cursor", text, "the 'next' of an answer to the same question");
    }
}
