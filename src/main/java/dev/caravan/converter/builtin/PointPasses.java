package dev.caravan.converter.builtin;

import dev.caravan.converter.ConversionCancelledException;
import dev.caravan.converter.ConversionProgress;
import dev.caravan.converter.Phase;
import dev.caravan.las.LasFile;
import dev.caravan.las.PointBatch;
import dev.caravan.las.PointSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Reads all points of all files, as often as somebody wants to see them, batch by batch. */
final class PointPasses {
    private final List<LasFile> files;
    private final ConversionProgress progress;
    private final BooleanSupplier cancelled;
    private final Set<String> warnings = new LinkedHashSet<>();
    private final long total;

    interface BatchConsumer {
        void accept(PointBatch batch) throws IOException;
    }

    interface FileConsumer {
        BatchConsumer open(LasFile file);
    }

    PointPasses(List<LasFile> files, ConversionProgress progress, BooleanSupplier cancelled) {
        this.files = files;
        this.progress = progress;
        this.cancelled = cancelled;
        this.total = files.stream().mapToLong(file -> file.header().points()).sum();
    }

    long total() {
        return total;
    }

    /** @return points read */
    long run(Phase phase, FileConsumer consumers) throws IOException {
        long done = 0;
        for (LasFile file : files) {
            BatchConsumer consumer = consumers.open(file);
            PointBatch batch = new PointBatch(file.header().recordLength());
            try (PointSource source = file.points()) {
                while (source.read(batch)) {
                    checkCancelled();
                    consumer.accept(batch);
                    done += batch.count();
                    progress.progress(phase, done, total);
                }
                source.warnings().forEach(warning -> warnings.add(file.path() + ": " + warning));
            }
        }
        return done;
    }

    void checkCancelled() {
        if (cancelled.getAsBoolean() || Thread.currentThread().isInterrupted()) {
            throw new ConversionCancelledException();
        }
    }

    /** What the files' sources had to say, each once. */
    List<String> warnings() {
        return new ArrayList<>(warnings);
    }
}
