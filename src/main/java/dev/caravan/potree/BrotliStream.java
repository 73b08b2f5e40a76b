package dev.caravan.potree;

import com.aayushatharva.brotli4j.encoder.EncoderJNI;
import com.aayushatharva.brotli4j.encoder.EncoderJNI.Operation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Compresses: one stream after the other, each given in blocks and returned as an array. */
final class BrotliStream implements StructureOfArrays.BlockSink {
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final BrotliSettings settings;
    private byte[] out = new byte[1 << 16];
    private int length;
    private EncoderJNI.@Nullable Wrapper encoder;

    BrotliStream(BrotliSettings settings) {
        NativeBrotli.load();
        this.settings = settings;
    }

    @Override
    public void take(byte[] block, int bytes, boolean last) {
        EncoderJNI.Wrapper open = encoder == null ? open(last ? bytes : block.length) : encoder;
        open.getInputBuffer().clear().put(block, 0, bytes);
        Operation operation = last ? Operation.FINISH : Operation.PROCESS;
        open.push(operation, bytes);
        while (more(open, last)) {
            if (open.hasMoreOutput()) {
                append(open.pull());
            } else {
                open.push(operation, 0);
            }
        }
    }

    private EncoderJNI.Wrapper open(int inputBytes) {
        try {
            length = 0;
            encoder = new EncoderJNI.Wrapper(inputBytes, settings.quality(), settings.window(), settings.mode());
            return encoder;
        } catch (IOException e) {
            throw new OutOfMemoryError("no memory for the Brotli encoder's " + inputBytes + " bytes of input: " + e);
        }
    }

    private static boolean more(EncoderJNI.Wrapper encoder, boolean last) {
        if (!encoder.isSuccess()) {
            throw new IllegalStateException("the Brotli encoder failed");
        }
        return encoder.hasMoreOutput() || (last ? !encoder.isFinished() : encoder.hasRemainingInput());
    }

    private void append(ByteBuffer compressed) {
        int bytes = compressed.remaining();
        if (bytes > LARGEST_ARRAY - length) {
            throw new IllegalArgumentException("a node has more than " + LARGEST_ARRAY + " bytes when compressed");
        }
        if (bytes > out.length - length) {
            out = Arrays.copyOf(out, (int) Math.min(LARGEST_ARRAY, Math.max(length + bytes, 2L * out.length)));
        }
        compressed.get(out, length, bytes);
        length += bytes;
    }

    /** What the stream has become. */
    byte[] result() {
        return Arrays.copyOf(out, length);
    }

    /** Gives the native memory back; the next block begins a new stream. */
    void close() {
        if (encoder != null) {
            encoder.destroy();
            encoder = null;
        }
    }
}
