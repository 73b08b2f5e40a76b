package dev.caravan.las;

import dev.caravan.converter.BadInputException;
import java.nio.file.Path;

/** Words of a refusal: the file, the place, what was found, what is allowed. */
final class Fault {

    private Fault() {}

    static BadInputException field(Path file, long at, String field, Object found, String expected) {
        return new BadInputException(
                file + ": byte " + at + ": '" + field + "' is " + found + ", expected " + expected);
    }

    static BadInputException file(Path file, String what) {
        return new BadInputException(file + ": " + what);
    }

    static BadInputException file(Path file, RuntimeException cause) {
        return new BadInputException(file + ": " + cause.getMessage(), cause);
    }

    static BadInputException point(Path file, long point, long points, RuntimeException cause) {
        return new BadInputException(
                file + ": point " + point + " of " + points + " cannot be read: " + cause.getMessage(), cause);
    }
}
