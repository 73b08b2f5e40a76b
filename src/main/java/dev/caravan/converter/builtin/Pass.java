package dev.caravan.converter.builtin;

import dev.caravan.las.LasFile;
import dev.caravan.las.PointBatch;
import dev.caravan.las.PointSource;
import dev.caravan.worker.Workers;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/** Reads all points of all files once: each worker takes the next part that nobody has, and hands it on block by block. */
final class Pass {
    /** So that a block, in all its shapes, stays in a core's caches. */
    private static final int BLOCK = 8192;

    private final Workers workers;
    private final PartQueue queue;
    private final PhaseProgress progress;
    private volatile boolean ended;

    /** Takes the blocks of one worker. */
    @FunctionalInterface
    interface Reader {
        /**
         * @param file its position in the list
         * @return false when nobody needs to go on
         */
        boolean read(int file, PointBatch block) throws IOException;
    }

    Pass(List<LasFile> files, Workers workers, PhaseProgress progress) {
        this.workers = workers;
        this.queue = new PartQueue(files);
        this.progress = progress;
    }

    /**
     * @param readers one for each worker
     * @return what the files had to say, one sentence each
     */
    List<String> run(Supplier<Reader> readers) throws IOException {
        try (queue) {
            workers.each(() -> new Work(readers.get()).run());
            return queue.warnings();
        }
    }

    /** Whether all points have been read. */
    boolean isComplete() {
        return !ended;
    }

    /** What one worker does. */
    private final class Work {
        private final Reader reader;
        private PointBatch block = new PointBatch(1, 0);

        Work(Reader reader) {
            this.reader = reader;
        }

        void run() throws IOException {
            PartQueue.Part part = queue.take();
            while (part != null && !ended) {
                read(part);
                queue.done(part);
                part = queue.take();
            }
        }

        private void read(PartQueue.Part part) throws IOException {
            if (block.recordLength() != part.recordLength() || block.capacity() == 0) {
                block = new PointBatch(part.recordLength(), BLOCK);
            }
            try (PointSource source = part.open()) {
                while (!ended && source.read(block)) {
                    workers.checkStopped();
                    if (!reader.read(part.file(), block)) {
                        ended = true;
                    }
                    progress.add(block.count());
                }
            }
        }
    }
}
