package dev.caravan.laz;

import java.util.List;
import java.util.stream.Stream;

/** The counterpart of {@link Bytes14Decoder}. */
final class Bytes14Encoder extends ContextItemEncoder<EncoderSymbolModels> {
    private final List<LayerEncoder> layers;

    Bytes14Encoder(LazItem item, int offset, byte[] first, int context) {
        super(offset, item.size(), first, context);
        layers = Stream.generate(LayerEncoder::new).limit(item.size()).toList();
    }

    @Override
    EncoderSymbolModels newModels() {
        return new EncoderSymbolModels(layers.size(), 256);
    }

    @Override
    void encodeItem(EncoderSymbolModels models, byte[] last, byte[] records, int at) {
        for (int i = 0; i < last.length; i++) {
            LayerEncoder layer = layers.get(i);
            int difference = (records[at + i] - last[i]) & 0xFF;
            layer.note(difference != 0);
            layer.encoder.symbol(models.get(i), difference);
        }
    }

    @Override
    List<LayerEncoder> layers() {
        return layers;
    }
}
