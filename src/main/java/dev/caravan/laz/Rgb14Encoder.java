package dev.caravan.laz;

import dev.caravan.binary.LittleEndian;
import java.util.List;

/** The counterpart of {@link Rgb14Decoder}. */
final class Rgb14Encoder extends ContextItemEncoder<Rgb14Encoder.Models> {

    record Models(
            RgbEncoderState colour, EncoderSymbolModel bytesUsed, EncoderSymbolModel low, EncoderSymbolModel high) {}

    private final boolean hasInfrared;
    private final LayerEncoder colourLayer = new LayerEncoder();
    private final LayerEncoder infraredLayer = new LayerEncoder();

    Rgb14Encoder(LazItem item, int offset, byte[] first, int context) {
        super(offset, item.size(), first, context);
        hasInfrared = item.kind() == LazItem.Kind.RGBNIR14;
    }

    @Override
    Models newModels() {
        return new Models(
                new RgbEncoderState(),
                new EncoderSymbolModel(4),
                new EncoderSymbolModel(256),
                new EncoderSymbolModel(256));
    }

    @Override
    void encodeItem(Models models, byte[] last, byte[] records, int at) {
        colourLayer.note(LittleEndian.signedInt(records, at) != LittleEndian.signedInt(last, 0)
                || LittleEndian.signedShort(records, at + 4) != LittleEndian.signedShort(last, 4));
        models.colour.encode(colourLayer.encoder, last, records, at);
        if (hasInfrared) {
            encodeInfrared(models, last, records, at);
        }
    }

    private void encodeInfrared(Models models, byte[] last, byte[] records, int at) {
        int used = (records[at + 6] != last[6] ? 1 : 0) | (records[at + 7] != last[7] ? 2 : 0);
        infraredLayer.note(used != 0);
        ArithmeticEncoder encoder = infraredLayer.encoder;
        encoder.symbol(models.bytesUsed, used);
        if ((used & 1) != 0) {
            encoder.symbol(models.low, (records[at + 6] - last[6]) & 0xFF);
        }
        if ((used & 2) != 0) {
            encoder.symbol(models.high, (records[at + 7] - last[7]) & 0xFF);
        }
    }

    @Override
    List<LayerEncoder> layers() {
        return hasInfrared ? List.of(colourLayer, infraredLayer) : List.of(colourLayer);
    }
}
