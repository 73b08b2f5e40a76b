package dev.caravan.octree;

import dev.caravan.worker.Workers;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Brings nodes to the sink in the order they are given in, while workers still encode some of them. */
final class NodeWrites {
    private static final int MOST_PENDING = 64;

    private final NodeSink sink;
    private final Workers workers;
    private final @Nullable Supplier<NodeCodec> codecs;
    private final ThreadLocal<NodeCodec> codec;
    private final Deque<Pending> pending = new ArrayDeque<>();

    private record Pending(long location, int points, Future<byte[]> data) {}

    /** @param codecs one for each thread; null when records are written as they are */
    NodeWrites(NodeSink sink, Workers workers, @Nullable Supplier<NodeCodec> codecs) {
        this.sink = sink;
        this.workers = workers;
        this.codecs = codecs;
        this.codec = ThreadLocal.withInitial(codecs == null ? () -> (records, points) -> records : codecs);
    }

    void write(Subtree subtree) throws IOException {
        finish();
        subtree.writeTo(sink);
    }

    void write(long location, byte[] records, int points) throws IOException {
        if (codecs == null || points == 0) {
            finish();
            sink.write(location, points, records, 0, records.length);
            return;
        }
        pending.add(
                new Pending(location, points, workers.submit(() -> codec.get().encode(records, points))));
        if (pending.size() > MOST_PENDING) {
            writeFirst();
        }
    }

    /** Waits for all that is being encoded. */
    void finish() throws IOException {
        while (!pending.isEmpty()) {
            writeFirst();
        }
    }

    private void writeFirst() throws IOException {
        Pending first = pending.remove();
        byte[] data = Workers.await(first.data);
        sink.write(first.location, first.points, data, 0, data.length);
    }
}
