package dev.caravan.octree;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/** A finest cell with more points than fit into memory. The first stands for them above; the others wait in their file. */
final class OverfullLeaf {
    private static final int BLOCK = 8192;

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
        bucket.read(0, record, 0, stride);
        byte[] first = new byte[cut.stride()];
        cut.copy(record, 0, first, 0);
        return new Node(location, first, 1, false, this);
    }

    /** @param left the first record, unless it has been taken */
    void writeTo(NodeSink sink, long location, byte[] left) throws IOException {
        long count = points - 1 + left.length / cut.stride();
        InputStream all = new SequenceInputStream(new ByteArrayInputStream(left), new Rest());
        sink.write(location, count, all, count * cut.stride());
        bucket.clear();
        bucket.region().removeIfEmpty();
    }

    /** What is kept of each record but the first. */
    private final class Rest extends InputStream {
        private final byte[] records = new byte[BLOCK * stride];
        private final byte[] kept = new byte[BLOCK * cut.stride()];
        private long done = 1;
        private int next;
        private int end;

        @Override
        public int read() throws IOException {
            return fill() ? kept[next++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] bytes, int at, int length) throws IOException {
            if (!fill()) {
                return -1;
            }
            int part = Math.min(length, end - next);
            System.arraycopy(kept, next, bytes, at, part);
            next += part;
            return part;
        }

        private boolean fill() throws IOException {
            int count = (int) Math.min(BLOCK, points - done);
            if (next == end && count > 0) {
                bucket.read(done * stride, records, 0, count * stride);
                for (int i = 0; i < count; i++) {
                    cut.copy(records, i * stride, kept, i * cut.stride());
                }
                done += count;
                next = 0;
                end = count * cut.stride();
            }
            return next < end;
        }
    }
}
