package dev.caravan.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;
import software.amazon.awssdk.http.ContentStreamProvider;

/** Tells how many bytes of a content have been taken to be sent. What is taken again, because a request is repeated, counts once. */
final class CountedContent implements ContentStreamProvider {
    private final ContentStreamProvider content;
    private final LongConsumer taken;
    private long furthest;

    CountedContent(ContentStreamProvider content, LongConsumer taken) {
        this.content = content;
        this.taken = taken;
    }

    @Override
    public InputStream newStream() {
        return new Counting(content.newStream());
    }

    private void reached(long position) {
        if (position > furthest) {
            taken.accept(position - furthest);
            furthest = position;
        }
    }

    private final class Counting extends FilterInputStream {
        private long position;
        private long marked;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = in.read();
            reached(position += value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = in.read(bytes, offset, length);
            reached(position += Math.max(0, count));
            return count;
        }

        @Override
        public synchronized void mark(int limit) {
            in.mark(limit);
            marked = position;
        }

        @Override
        public synchronized void reset() throws IOException {
            in.reset();
            position = marked;
        }
    }
}
