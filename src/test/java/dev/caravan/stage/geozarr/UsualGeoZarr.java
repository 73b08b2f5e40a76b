package dev.caravan.stage.geozarr;

import dev.caravan.geozarr.GeoZarr;
import dev.caravan.job.Origin;
import dev.caravan.stac.Product;
import java.nio.file.Path;
import java.util.List;

/** Products for tests. */
public final class UsualGeoZarr {
    private UsualGeoZarr() {}

    /** Whose store is known. */
    public static GeoZarr of(String store, String... groups) {
        return GeoZarr.asked(
                        "geozarr-1",
                        "geozarr/sample",
                        store,
                        "product",
                        List.of(groups),
                        List.of("here"),
                        Origin.of("ann", ""),
                        null)
                .with(new Product(store, "", "", List.of()));
    }

    static GeoZarr of(Path store, String... groups) {
        return of(store.toString(), groups);
    }
}
