package dev.caravan.laz;

import org.jspecify.annotations.Nullable;

/** Models of one size that are made when they are first needed, as most never are. */
final class SymbolModels {
    private final @Nullable SymbolModel[] models;
    private final int symbols;

    SymbolModels(int count, int symbols) {
        this.models = new SymbolModel[count];
        this.symbols = symbols;
    }

    SymbolModel get(int index) {
        SymbolModel model = models[index];
        if (model == null) {
            model = new SymbolModel(symbols);
            models[index] = model;
        }
        return model;
    }
}
