package dev.caravan.octree;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;

/** A finest cell with more points than fit into memory. The first stands for them above; the others wait in their file. */
final class OverfullLeaf {
    private final Bucket bucket;
    private final RecordCut cut;
    private final int stride;
    private final long points;

    OverfullLeaf(Chunk chunk, RecordCut cut, int stride) {
        this.bucket = chunk.buckets().get(0);
        this.cut = cut;
        this.stride = stride;
        this.points = chunk.points();
    }

    Node node(long location) throws IOException {
        byte[] record = new byte[stride];
        try (InputStream in = Files.newInputStream(bucket.file())) {
            in.readNBytes(record, 0, stride);
        }
        byte[] first = new byte[cut.stride()];
        cut.copy(record, 0, first, 0);
        return new Node(location, first, 1, false, this);
    }

    /** @param left the first record, unless it has been taken */
    void writeTo(NodeSink sink, long location, byte[] left) throws IOException {
        long count = points - 1 + left.length / cut.stride();
        try (InputStream file = new BufferedInputStream(Files.newInputStream(bucket.file()), 1 << 20)) {
            file.skipNBytes(stride);
            InputStream all = new SequenceInputStream(new ByteArrayInputStream(left), new CutStream(file));
            sink.write(location, count, all, count * cut.stride());
        }
        Files.delete(bucket.file());
    }

    /** What is kept of each record of a stream. */
    private final class CutStream extends InputStream {
        private final InputStream in;
        private final byte[] record = new byte[stride];
        private final byte[] kept = new byte[cut.stride()];
        private int next = kept.length;

        CutStream(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            return fill() ? kept[next++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] bytes, int at, int length) throws IOException {
            if (!fill()) {
                return -1;
            }
            int part = Math.min(length, kept.length - next);
            System.arraycopy(kept, next, bytes, at, part);
            next += part;
            return part;
        }

        private boolean fill() throws IOException {
            if (next == kept.length && in.readNBytes(record, 0, stride) == stride) {
                cut.copy(record, 0, kept, 0);
                next = 0;
            }
            return next < kept.length;
        }
    }
}
