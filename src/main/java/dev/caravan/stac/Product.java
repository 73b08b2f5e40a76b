package dev.caravan.stac;

import java.util.List;

/**
 * A Zarr store that somebody has named, and what a catalogue says of it.
 *
 * @param store its address, or the absolute path of its directory
 * @param id of the STAC item; '' when the store itself was named
 * @param datetime as in {@link StacItem}
 * @param bbox as in {@link StacItem}
 */
public record Product(String store, String id, String datetime, List<Double> bbox) {

    public Product {
        bbox = List.copyOf(bbox);
    }

    static Product plain(String store) {
        return new Product(store, "", "", List.of());
    }

    static Product of(StacItem item, String store) {
        return new Product(store, item.id(), item.datetime(), item.bbox());
    }
}
