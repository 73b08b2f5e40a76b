package dev.caravan.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Compresses a stream by several threads into one gzip member (RFC 1952), as pigz does: blocks of 1 MiB are deflated by themselves, each with
 * the last 32 KiB of the one before as its dictionary, and end at a byte (Z_SYNC_FLUSH), so that they can be put one after the other. The
 * header has no name and no time. Holds two blocks a thread.
 */
final class ParallelGzip extends InputStream {
    static final int BLOCK = 1 << 20;
    private static final int DICTIONARY = 32 << 10;
    /** Deflated, no flags, no time, no extra flags, from an unknown system. */
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    private final InputStream plain;
    private final int level;
    private final int ahead;
    private final ExecutorService workers;
    private final Deque<Future<byte[]>> blocks = new ArrayDeque<>();
    private final CRC32 crc = new CRC32();
    private long length;
    private byte[] dictionary = {};
    private boolean plainEnded;
    private boolean ended;
    private byte[] present = HEADER;
    private int position;

    ParallelGzip(InputStream plain, int level, int threads) {
        this.plain = plain;
        this.level = level;
        this.ahead = threads + 1;
        this.workers = Executors.newFixedThreadPool(threads, ParallelGzip::thread);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int wanted) throws IOException {
        while (position == present.length && !ended) {
            present = next();
            position = 0;
        }
        int count = Math.min(wanted, present.length - position);
        System.arraycopy(present, position, bytes, offset, count);
        position += count;
        return count == 0 && wanted > 0 ? -1 : count;
    }

    private byte[] next() throws IOException {
        while (!plainEnded && blocks.size() < ahead) {
            submit();
        }
        Future<byte[]> block = blocks.poll();
        if (block != null) {
            return finished(block);
        }
        ended = true;
        return trailer();
    }

    private void submit() throws IOException {
        byte[] block = plain.readNBytes(BLOCK);
        byte[] before = dictionary;
        plainEnded = block.length == 0;
        boolean last = plainEnded;
        crc.update(block);
        length += block.length;
        dictionary = Arrays.copyOfRange(block, Math.max(0, block.length - DICTIONARY), block.length);
        blocks.add(workers.submit(() -> deflate(block, before, last)));
    }

    private byte[] deflate(byte[] block, byte[] before, boolean last) {
        Deflater deflater = new Deflater(level, true);
        try {
            deflater.setDictionary(before);
            deflater.setInput(block);
            if (last) {
                deflater.finish();
            }
            ByteArrayOutputStream deflated = new ByteArrayOutputStream(block.length / 2);
            byte[] buffer = new byte[1 << 16];
            int count;
            do {
                count = deflater.deflate(buffer, 0, buffer.length, last ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH);
                deflated.write(buffer, 0, count);
            } while (count == buffer.length);
            return deflated.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static byte[] finished(Future<byte[]> block) throws IOException {
        try {
            return block.get();
        } catch (ExecutionException e) {
            throw new IOException("a block could not be compressed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a block was compressed");
        }
    }

    private byte[] trailer() {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) crc.getValue())
                .putInt((int) length)
                .array();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "gzip");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() throws IOException {
        workers.shutdownNow();
        plain.close();
    }
}
