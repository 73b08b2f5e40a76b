package dev.caravan.laz;

import org.jspecify.annotations.Nullable;

/** Models of one size that are made when they are first needed, as most never are. */
final class EncoderSymbolModels {
    private final @Nullable EncoderSymbolModel[] models;
    private final int symbols;

    EncoderSymbolModels(int count, int symbols) {
        this.models = new EncoderSymbolModel[count];
        this.symbols = symbols;
    }

    EncoderSymbolModel get(int index) {
        EncoderSymbolModel model = models[index];
        if (model == null) {
            model = new EncoderSymbolModel(symbols);
            models[index] = model;
        }
        return model;
    }
}
