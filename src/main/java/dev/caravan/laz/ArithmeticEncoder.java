package dev.caravan.laz;

/** The counterpart of {@link ArithmeticDecoder}. Numbers are unsigned 32 bits, kept in longs. */
final class ArithmeticEncoder {
    private static final long MASK = 0xFFFFFFFFL;
    private static final long MIN_LENGTH = 0x01000000L;

    private final ByteOutput out;
    private long base;
    private long length = MASK;

    ArithmeticEncoder(ByteOutput out) {
        this.out = out;
    }

    void bit(BitModel model, int bit) {
        long x = model.zeroProbability * (length >>> BitModel.LENGTH_SHIFT);
        if (bit == 0) {
            length = x;
            model.zeroCount++;
        } else {
            length -= x;
            advance(x);
        }
        renormalise();
        if (--model.untilUpdate == 0) {
            model.update();
        }
    }

    void symbol(SymbolModel model, int symbol) {
        int[] slots = model.slots;
        long unit = length >>> SymbolModel.LENGTH_SHIFT;
        long x = (slots[symbol] >>> 16) * unit;
        // What the division lost is the last symbol's.
        long end = symbol == model.last ? length : (slots[symbol + 1] >>> 16) * unit;
        length = end - x;
        advance(x);
        renormalise();
        model.count(symbol);
    }

    /** @param count 1 to 32 */
    void bits(int bits, int count) {
        int rest = bits;
        int left = count;
        if (left > 19) {
            bits(rest & 0xFFFF, 16);
            rest >>>= 16;
            left -= 16;
        }
        length >>>= left;
        advance(rest * length);
        renormalise();
    }

    void writeInt(int value) {
        bits(value & 0xFFFF, 16);
        bits(value >>> 16, 16);
    }

    void writeLong(long value) {
        writeInt((int) value);
        writeInt((int) (value >>> 32));
    }

    /** Writes as many bytes as a decoder reads; nothing can be encoded after it. */
    void finish() {
        boolean wide = length > 2 * MIN_LENGTH;
        length = wide ? MIN_LENGTH >>> 1 : MIN_LENGTH >>> 9;
        advance(wide ? MIN_LENGTH : MIN_LENGTH >>> 1);
        renormalise();
        for (int i = wide ? 3 : 2; i > 0; i--) {
            out.write(0);
        }
    }

    private void advance(long x) {
        base += x;
        if (base > MASK) {
            base &= MASK;
            out.carry();
        }
    }

    private void renormalise() {
        while (length < MIN_LENGTH) {
            out.write((int) (base >>> 24));
            base = base << 8 & MASK;
            length <<= 8;
        }
    }
}
