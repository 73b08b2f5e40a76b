package dev.caravan.laz;

/** The last extra bytes of a scanner channel, and a model of each byte's next difference. */
final class Bytes14Context implements ItemContext<Bytes14Context> {
    final byte[] last;
    final SymbolModels models;

    Bytes14Context(int bytes) {
        last = new byte[bytes];
        models = new SymbolModels(bytes, 256);
    }

    @Override
    public void start(byte[] record, int at) {
        System.arraycopy(record, at, last, 0, last.length);
        models.reset();
    }

    @Override
    public void startFrom(Bytes14Context other) {
        start(other.last, 0);
    }
}
