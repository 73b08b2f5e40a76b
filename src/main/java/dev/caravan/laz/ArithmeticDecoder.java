package dev.caravan.laz;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/**
 * Adaptive binary arithmetic decoder after Said, as LASzip uses it. Numbers are unsigned 32 bits, kept in longs; the value
 * is always less than the length. Bytes are not counted one by one: {@link #advance} is to be called after each point.
 */
final class ArithmeticDecoder {
    /** Bytes that the items of any point can take from one stream, but for extra bytes in a pointwise one. */
    static final int POINT_BYTES = 512;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final long MOST = 0xFFFFFFFFL;
    /** Whole bytes of the leading zeros of a length. */
    private static final int BYTES = 0x18;

    private final ByteWindow window;
    private byte[] bytes = new byte[0];
    private int next;
    private int refillAt;
    private long value;
    private long length;
    private boolean empty;

    /**
     * @param window bytes to be read at once
     * @param pointBytes most bytes that are taken between two calls of {@link #advance}
     */
    ArithmeticDecoder(FileChannel channel, int window, int pointBytes) {
        this.window = new ByteWindow(channel, window + pointBytes, pointBytes);
    }

    /** Begins to decode a range of the file. */
    void open(long start, long end) {
        empty = false;
        window.open(start, end);
        next = 0;
        refill();
        value = (int) INT.get(bytes, 0) & MOST;
        length = MOST;
        next = 4;
        advance();
        if (value == length) {
            throw new LazFormatException("impossible start of compressed data before byte " + position());
        }
    }

    /** As {@link #open}, but an empty range is one that nothing will be decoded of. */
    void openLayer(long start, long end) {
        if (start == end) {
            empty = true;
            window.open(start, end);
        } else {
            open(start, end);
        }
    }

    /** Refuses an empty layer that something is to be decoded of. */
    void requireData() {
        if (empty) {
            throw new LazFormatException(
                    "the compressed data ends at byte " + window.position(0) + ", but more is needed");
        }
    }

    boolean isEmpty() {
        return empty;
    }

    /** Byte offset in the file, after the last byte that was needed. */
    long position() {
        return window.position(next);
    }

    /**
     * Makes sure that the next point's bytes are there.
     *
     * @throws LazFormatException when bytes beyond the end have been used
     */
    void advance() {
        if (next > refillAt) {
            refill();
        }
    }

    private void refill() {
        window.refill(next);
        next = 0;
        bytes = window.bytes();
        refillAt = window.refillAt();
    }

    int bit(BitModel model) {
        long x = model.zeroProbability * (length >>> BitModel.LENGTH_SHIFT);
        long one = ~((value - x) >> 63);
        value -= x & one;
        length = renormalised(x + (length - x - x & one));
        model.zeroCount += (int) (one + 1);
        if (--model.untilUpdate == 0) {
            model.update();
        }
        return (int) -one;
    }

    int symbol(SymbolModel model) {
        long unit = length >>> SymbolModel.LENGTH_SHIFT;
        int scaled = (int) (value / unit);
        int[] slots = model.slots;
        int symbol = model.table[scaled >>> model.tableShift];
        int slot = slots[symbol];
        int following = slots[symbol + 1];
        while (following >>> 16 <= scaled) {
            symbol++;
            slot = following;
            following = slots[symbol + 1];
        }
        long x = (slot >>> 16) * unit;
        long upper = symbol == model.last ? length : (following >>> 16) * unit;
        value -= x;
        length = renormalised(upper - x);
        slots[symbol] = slot + 1;
        if (--model.untilUpdate == 0) {
            model.update();
        }
        return symbol;
    }

    /** @param count 1 to 32 */
    int bits(int count) {
        if (count > 19) {
            int low = bits(16);
            return bits(count - 16) << 16 | low;
        }
        long unit = length >>> count;
        long bits = value / unit;
        if (bits >= 1L << count) {
            throw new LazFormatException("impossible bits in the compressed data before byte " + position());
        }
        value -= bits * unit;
        length = renormalised(unit);
        return (int) bits;
    }

    long readInt() {
        long low = bits(16);
        return (long) bits(16) << 16 | low;
    }

    long readLong() {
        long low = readInt();
        return readInt() << 32 | low;
    }

    /** Takes as many bytes as make the length use its uppermost byte: none to three, without a branch. */
    private long renormalised(long shortened) {
        int shift = Long.numberOfLeadingZeros(shortened) & BYTES;
        long coming = (int) INT.get(bytes, next) & MOST;
        value = value << shift | coming << shift >>> 32;
        next += shift >>> 3;
        return shortened << shift;
    }
}
