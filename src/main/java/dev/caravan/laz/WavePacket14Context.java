package dev.caravan.laz;

/** The last wave packet of a scanner channel, and the models of the next one. */
final class WavePacket14Context implements ItemContext<WavePacket14Context> {
    final byte[] last = new byte[WavePacketState.SIZE];
    final WavePacketState models = new WavePacketState();

    @Override
    public void start(byte[] record, int at) {
        System.arraycopy(record, at, last, 0, last.length);
        models.reset();
    }

    @Override
    public void startFrom(WavePacket14Context other) {
        start(other.last, 0);
    }
}
