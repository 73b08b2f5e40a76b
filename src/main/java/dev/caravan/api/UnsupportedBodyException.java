package dev.caravan.api;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** The body is not of a kind that is read here: 415. */
public class UnsupportedBodyException extends BadRequestException {

    /** @param found the header `Content-Type`; null when there is none */
    UnsupportedBodyException(@Nullable String found) {
        super("Content-Type", found, "application/json");
    }

    @Override
    HttpStatus status() {
        return HttpStatus.UNSUPPORTED_MEDIA_TYPE;
    }
}
