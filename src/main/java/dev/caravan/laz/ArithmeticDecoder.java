package dev.caravan.laz;

/** Adaptive binary arithmetic decoder after Said, as LASzip uses it. Numbers are unsigned 32 bits, kept in longs. */
final class ArithmeticDecoder {
    private static final long MIN_LENGTH = 0x01000000L;

    private final ByteInput in;
    private long value;
    private long length = 0xFFFFFFFFL;

    ArithmeticDecoder(ByteInput in) {
        this.in = in;
        value = (long) in.read() << 24 | in.read() << 16 | in.read() << 8 | in.read();
    }

    int bit(BitModel model) {
        long x = model.zeroProbability * (length >>> 13);
        int bit = value >= x ? 1 : 0;
        if (bit == 0) {
            length = x;
            model.zeroCount++;
        } else {
            value -= x;
            length -= x;
        }
        renormalise();
        if (--model.untilUpdate == 0) {
            model.update();
        }
        return bit;
    }

    int symbol(SymbolModel model) {
        long upper = length;
        length >>>= SymbolModel.LENGTH_SHIFT;
        int scaled = (int) (value / length);
        int low = 0;
        int high = model.symbols;
        if (model.table.length > 0) {
            int slot = scaled >>> model.tableShift;
            low = model.table[slot];
            high = model.table[slot + 1] + 1;
        }
        int[] distribution = model.distribution;
        while (high > low + 1) {
            int middle = (low + high) >>> 1;
            if (distribution[middle] > scaled) {
                high = middle;
            } else {
                low = middle;
            }
        }
        long x = distribution[low] * length;
        if (low != model.symbols - 1) {
            upper = distribution[low + 1] * length;
        }
        value -= x;
        length = upper - x;
        renormalise();
        model.counts[low]++;
        if (--model.untilUpdate == 0) {
            model.update();
        }
        return low;
    }

    /** @param count 1 to 32 */
    int bits(int count) {
        if (count > 19) {
            int low = bits(16);
            return bits(count - 16) << 16 | low;
        }
        length >>>= count;
        long bits = value / length;
        value -= bits * length;
        renormalise();
        if (bits >= 1L << count) {
            throw new LazFormatException("impossible bits in the compressed data before byte " + in.position());
        }
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

    private void renormalise() {
        if (length <= 0) {
            throw new LazFormatException("impossible symbol in the compressed data before byte " + in.position());
        }
        while (length < MIN_LENGTH) {
            value = (value << 8 | in.read()) & 0xFFFFFFFFL;
            length <<= 8;
        }
    }
}
