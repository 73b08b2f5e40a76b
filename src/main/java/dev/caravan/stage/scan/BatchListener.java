package dev.caravan.stage.scan;

import dev.caravan.dataset.SourceFile;
import dev.caravan.file.PrintablePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Counts what the walk through one source comes upon, and gathers its files. */
final class BatchListener implements WalkListener {
    private final Source source;
    private final ScanReport report;
    private final BatchSink sink;
    private List<SourceFile> files = new ArrayList<>(Batch.SIZE);

    BatchListener(Source source, ScanReport report, BatchSink sink) {
        this.source = source;
        this.report = report;
        this.sink = sink;
    }

    @Override
    public void enters(Path directory) {
        report.enters(directory);
    }

    @Override
    public void found(SourceFile file) throws InterruptedException {
        files.add(file);
        if (files.size() == Batch.SIZE) {
            flush();
        }
    }

    @Override
    public void ignored() {
        report.ignored.increment();
    }

    @Override
    public void unreadable(Path path, IOException cause) {
        report.error("cannot read '" + PrintablePath.of(path) + "': " + Cause.of(cause));
    }

    @Override
    public void unrepresentable(Path path) {
        report.error("the name '" + PrintablePath.of(path) + "' (its bytes after '%') is not valid in the encoding of"
                + " file names, " + System.getProperty("sun.jnu.encoding") + "; rename it");
    }

    void flush() throws InterruptedException {
        if (!files.isEmpty()) {
            report.seen.add(files.size());
            sink.accept(new Batch(source, files));
            files = new ArrayList<>(Batch.SIZE);
        }
    }
}
