package dev.caravan.laz;

import dev.caravan.binary.LittleEndian;

/** The last colour of a scanner channel, and the models of the next one. */
final class Rgb14Context implements ItemContext<Rgb14Context> {
    private final boolean hasInfrared;
    final RgbState colours = new RgbState();
    final SymbolModel infraredBytesUsed = SymbolModel.of(4);
    final SymbolModel infraredLow = SymbolModel.of(256);
    final SymbolModel infraredHigh = SymbolModel.of(256);

    /** As {@link RgbState} has it. */
    long colour;

    int infrared;

    Rgb14Context(boolean hasInfrared) {
        this.hasInfrared = hasInfrared;
    }

    @Override
    public void start(byte[] record, int at) {
        reset();
        colour = RgbState.read(record, at);
        infrared = hasInfrared ? LittleEndian.unsignedShort(record, at + 6) : 0;
    }

    @Override
    public void startFrom(Rgb14Context other) {
        reset();
        colour = other.colour;
        infrared = other.infrared;
    }

    private void reset() {
        colours.reset();
        infraredBytesUsed.reset();
        infraredLow.reset();
        infraredHigh.reset();
    }
}
