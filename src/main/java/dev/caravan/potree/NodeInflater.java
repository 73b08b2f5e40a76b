package dev.caravan.potree;

import com.aayushatharva.brotli4j.decoder.DecoderJNI;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Decodes the Brotli stream of one node. A stream that lies about its size is given up as soon as it has too many bytes, so
 * memory is that of the decoder, at most some 16 MB (the window that the stream asks for), and of a piece of input.
 */
final class NodeInflater implements AutoCloseable {
    private final FileChannel channel;
    private final HierarchyRecord record;
    private final DecoderJNI.Wrapper decoder;
    private long read;
    private int piece;

    /** Takes decoded bytes. */
    interface Sink {
        void take(ByteBuffer decoded) throws InvalidOctreeException;
    }

    /** @param piece bytes that are given to the decoder at once */
    NodeInflater(FileChannel channel, HierarchyRecord record, int piece) throws IOException {
        this.channel = channel;
        this.record = record;
        this.decoder = new DecoderJNI.Wrapper(piece);
        this.piece = piece;
    }

    /**
     * @param expected decoded bytes
     * @param careful byte of the node from which it is read byte by byte, to say where a fault is
     * @throws InvalidOctreeException when the stream is broken, ends early or late, or has another size
     */
    void inflate(long expected, long careful, Sink sink) throws IOException, InvalidOctreeException {
        long decoded = 0;
        while (decoder.getStatus() != DecoderJNI.Status.DONE) {
            switch (decoder.getStatus()) {
                case OK -> decoder.push(0);
                case NEEDS_MORE_INPUT -> push(careful);
                case NEEDS_MORE_OUTPUT -> {
                    ByteBuffer bytes = decoder.pull();
                    decoded += bytes.remaining();
                    if (decoded > expected) {
                        throw broken("gives more than the " + expected + " bytes of its points");
                    }
                    sink.take(bytes);
                }
                default -> throw broken("is broken");
            }
        }
        if (read < record.size()) {
            throw broken("ends, but the node goes on");
        }
        if (decoded < expected) {
            throw broken("gives " + decoded + " bytes, expected " + expected);
        }
    }

    private void push(long careful) throws IOException, InvalidOctreeException {
        if (read == record.size()) {
            // The decoder may have all input, and still hold back what it makes of it.
            decoder.push(0);
            if (decoder.getStatus() == DecoderJNI.Status.NEEDS_MORE_INPUT) {
                throw broken("does not end with the node");
            }
            return;
        }
        if (read >= careful) {
            piece = 1;
        }
        ByteBuffer input = decoder.getInputBuffer();
        input.clear().limit((int) Math.min(piece, record.size() - read));
        int bytes = channel.read(input, record.offset() + read);
        if (bytes < 0) {
            throw new IOException("octree.bin became shorter while it was read");
        }
        read += bytes;
        decoder.push(bytes);
    }

    /** Bytes of the node that the decoder has taken. */
    long read() {
        return read;
    }

    private InvalidOctreeException broken(String how) {
        return new InvalidOctreeException(
                "the Brotli stream of the node at byte " + record.offset() + " (" + record.points()
                        + " points in " + record.size() + " bytes) " + how + " after " + read + " bytes, at byte "
                        + (record.offset() + read) + " of octree.bin");
    }

    @Override
    public void close() {
        decoder.destroy();
    }
}
