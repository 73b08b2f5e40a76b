package dev.caravan.laz;

/** One stream of a layered chunk. It is left out when the fields in it have kept the values of the first record. */
final class LayerEncoder {
    private static final int CAPACITY = 1 << 10;

    final ArithmeticEncoder encoder;
    private final ByteOutput bytes = new ByteOutput(CAPACITY);
    private boolean needed;

    LayerEncoder() {
        encoder = new ArithmeticEncoder(bytes);
    }

    /** To be told of each value whether it is another than the one it is predicted from. */
    void note(boolean changed) {
        needed |= changed;
    }

    void symbol(SymbolModel model, int last, int symbol) {
        note(symbol != last);
        encoder.symbol(model, symbol);
    }

    void require() {
        needed = true;
    }

    /** To be called once, before the layer is written. */
    void finish() {
        encoder.finish();
    }

    int size() {
        return needed ? bytes.size() : 0;
    }

    void writeTo(ByteOutput out) {
        if (needed) {
            out.write(bytes);
        }
    }
}
