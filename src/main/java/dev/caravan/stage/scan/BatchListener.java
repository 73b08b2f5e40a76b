package dev.caravan.stage.scan;

import dev.caravan.dataset.SourceFile;
import java.util.ArrayList;
import java.util.List;

/** Gathers the files of a source of which each is a dataset. */
final class BatchListener extends SourceListener {
    private final Source source;
    private final ScanReport report;
    private final BatchSink sink;
    private List<SourceFile> files = new ArrayList<>(Batch.SIZE);

    BatchListener(Source source, ScanReport report, BatchSink sink) {
        super(report);
        this.source = source;
        this.report = report;
        this.sink = sink;
    }

    @Override
    public void found(SourceFile file) throws InterruptedException {
        files.add(file);
        if (files.size() == Batch.SIZE) {
            flush();
        }
    }

    @Override
    void flush() throws InterruptedException {
        if (!files.isEmpty()) {
            report.seen.add(files.size());
            sink.accept(Batch.ofFiles(source, files));
            files = new ArrayList<>(Batch.SIZE);
        }
    }
}
