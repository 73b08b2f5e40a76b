package dev.caravan.stage.claim;

import dev.caravan.file.PrintablePath;
import java.io.IOException;
import java.nio.file.Path;

/** The file is not the version that the scan saw. */
final class UnsettledException extends IOException {

    UnsettledException(Path file) {
        super("'" + PrintablePath.of(file) + "' was written to while its content was read");
    }
}
