package dev.caravan.archive;

import dev.caravan.converter.BadInputException;

/** An archive is not what its manifest says, or holds what must not be unpacked. Reading it again changes nothing. */
public final class DamagedArchiveException extends BadInputException {

    public DamagedArchiveException(String message) {
        super(message);
    }

    DamagedArchiveException(String message, Throwable cause) {
        super(message, cause);
    }
}
