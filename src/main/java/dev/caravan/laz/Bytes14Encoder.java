package dev.caravan.laz;

/** The counterpart of {@link Bytes14Decoder}. */
final class Bytes14Encoder extends ContextItemEncoder<Bytes14Context> {
    Bytes14Encoder(LazItem item, int offset, byte[] first, int context) {
        super(item, offset, () -> new Bytes14Context(item.size()), first, context);
    }

    @Override
    void encodeItem(Bytes14Context context, Bytes14Context last, byte[] records, int at) {
        byte[] values = last.last;
        for (int i = 0; i < layers.length; i++) {
            int difference = (records[at + i] - values[i]) & 0xFF;
            layers[i].note(difference != 0);
            layers[i].encoder.symbol(context.models.get(i), difference);
            values[i] = records[at + i];
        }
    }
}
