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
        return model == null ? create(index) : model;
    }

    private SymbolModel create(int index) {
        SymbolModel model = SymbolModel.of(symbols);
        models[index] = model;
        return model;
    }

    void reset() {
        for (SymbolModel model : models) {
            if (model != null) {
                model.reset();
            }
        }
    }
}
