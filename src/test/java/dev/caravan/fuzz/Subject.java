package dev.caravan.fuzz;

import java.io.IOException;
import java.nio.file.Path;

/** Something that is given mutated input. The same number makes the same input. */
interface Subject {

    /** @throws Finding when something happened that must not; so is any other exception or error */
    Verdict judge(long number) throws IOException;

    /** Writes the input, so that one can look at it. */
    void save(long number, Path place) throws IOException;
}
