package dev.caravan.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.LongConsumer;
import software.amazon.awssdk.http.ContentStreamProvider;

/**
 * A content as the SDK takes it. Tells how many of its bytes have been taken to be sent; what is taken again, because a request is
 * repeated, counts once.
 */
final class CountedContent implements ContentStreamProvider {
    private final PartContent content;
    private final Passage passage;
    private final LongConsumer taken;
    private long furthest;

    /** What bytes have to wait for before they may go. */
    interface Passage {
        void take(int bytes) throws IOException;
    }

    CountedContent(PartContent content, Passage passage, LongConsumer taken) {
        this.content = content;
        this.passage = passage;
        this.taken = taken;
    }

    @Override
    public InputStream newStream() {
        try {
            return new Counting(content.open());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void reached(long position) {
        if (position > furthest) {
            taken.accept(position - furthest);
            furthest = position;
        }
    }

    private final class Counting extends FilterInputStream {
        private long position;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = in.read(bytes, offset, length);
            if (count > 0) {
                passage.take(count);
                reached(position += count);
            }
            return count;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
