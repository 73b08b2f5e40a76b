package dev.caravan.stage.scan;

import dev.caravan.file.PrintablePath;
import java.io.IOException;
import java.nio.file.Path;

/** What the walks through sources of every unit do alike: they count what is left, and report what cannot be read. */
abstract class SourceListener implements WalkListener {
    private final ScanReport report;

    SourceListener(ScanReport report) {
        this.report = report;
    }

    @Override
    public void enters(Path directory) throws InterruptedException {
        report.enters(directory);
    }

    @Override
    public void ignored() {
        report.ignored.increment();
    }

    @Override
    public void unreadable(Path path, IOException cause) {
        report.error(cannotRead(path, cause));
    }

    @Override
    public void unrepresentable(Path path) {
        report.error(badName(path) + "; rename it");
    }

    static String cannotRead(Path path, IOException cause) {
        return "cannot read '" + PrintablePath.of(path) + "': " + Cause.of(cause);
    }

    static String badName(Path path) {
        return "the name '" + PrintablePath.of(path) + "' (its bytes after '%') is not valid in the encoding of"
                + " file names, " + System.getProperty("sun.jnu.encoding");
    }

    /** Hands on what has been gathered; at the end of the walk. */
    abstract void flush() throws InterruptedException;
}
