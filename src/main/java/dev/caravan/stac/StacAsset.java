package dev.caravan.stac;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A file or store that belongs to an item.
 *
 * @param key its name within the item
 * @param href where it is; may be relative to the item
 * @param type media type; '' when the item says none
 */
public record StacAsset(String key, String href, String type, List<String> roles) {
    /** Nobody has registered one, so there are several. */
    private static final Set<String> ZARR =
            Set.of("application/vnd+zarr", "application/vnd.zarr", "application/x-zarr", "application/zarr");

    public StacAsset {
        roles = List.copyOf(roles);
    }

    /** By its media type; by its name, when it has none. */
    public boolean isZarr() {
        String plain = type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        return plain.isEmpty() ? href.replaceFirst("/+$", "").endsWith(".zarr") : ZARR.contains(plain);
    }

    /** Whether it is what the item is about, and no preview or description of it. */
    public boolean isData() {
        return roles.isEmpty() || roles.contains("data");
    }
}
