package dev.caravan.stac;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.converter.BadInputException;
import dev.caravan.remote.AllowedSources;
import dev.caravan.remote.Documents;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the Zarr store that somebody means: named by itself, or by a STAC item that leads to it. */
public final class Products {
    private static final int MOST_BYTES = 8 << 20;

    private final AllowedSources allowed;
    private final Documents documents;

    public Products(AllowedSources allowed, Documents documents) {
        this.allowed = allowed;
        this.documents = documents;
    }

    /**
     * Looks.
     *
     * @param source address or absolute path of a store or an item; what ends with `.zarr` is a store
     * @param asset key of the asset that is the store, when it is an item
     * @throws BadInputException it may not be read, or leads to no store
     */
    public Product find(String source, String asset) throws IOException {
        return AllowedSources.isAddress(source) ? atAddress(source, asset) : atPath(source, asset);
    }

    private Product atAddress(String source, String asset) throws IOException {
        URI address = allowed.address(source);
        if (isStore(address.getRawPath())) {
            return Product.plain(source);
        }
        Documents.Found found = documents.get(address);
        Optional<JsonNode> item = found.isThere() ? StacItem.tree(found.body()) : Optional.empty();
        if (item.isPresent()) {
            return product(StacItem.of(item.get(), source), asset, href -> found.address()
                    .resolve(href)
                    .toString());
        }
        if (source.endsWith(".json")) {
            throw new BadInputException(source
                    + (found.isThere()
                            ? " is no STAC item"
                            : " is not there (the server answered " + found.status() + ")"));
        }
        return Product.plain(source);
    }

    private Product atPath(String source, String asset) throws IOException {
        Path path = allowed.path(source);
        if (Files.isDirectory(path)) {
            return Product.plain(path.toString());
        }
        StacItem item = StacItem.read(read(path), path.toString());
        return product(
                item, asset, href -> path.resolveSibling(href).normalize().toString());
    }

    private interface Resolving {
        String resolve(String href);
    }

    private Product product(StacItem item, String asset, Resolving relative) throws IOException {
        StacAsset zarr = item.zarr(asset);
        String store = resolved(item, zarr, relative).replaceFirst("/+$", "");
        if (AllowedSources.isAddress(store)) {
            allowed.address(store);
        } else {
            store = allowed.path(store).toString();
        }
        return Product.of(item, store);
    }

    private static String resolved(StacItem item, StacAsset asset, Resolving relative) {
        String href = asset.href();
        if (AllowedSources.isAddress(href) || href.startsWith("/")) {
            return href.startsWith("/") ? relative.resolve(href) : href;
        }
        if (href.matches("(?i)[a-z][a-z0-9+.-]*:.*")) {
            throw new BadInputException(item.place() + ": the asset '" + asset.key()
                    + "' is at an address of the scheme " + href.replaceFirst(":.*", "")
                    + ", which cannot be read; allowed are http, https and paths");
        }
        try {
            return relative.resolve(href);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(
                    item.place() + ": the asset '" + asset.key() + "' has an href that is no address", e);
        }
    }

    private static boolean isStore(String path) {
        return path.replaceFirst("/+$", "").endsWith(".zarr");
    }

    private static byte[] read(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            byte[] bytes = content.readNBytes(MOST_BYTES);
            if (content.read() >= 0) {
                throw new BadInputException(
                        "'" + file + "' is larger than " + MOST_BYTES + " bytes, and so no STAC item");
            }
            return bytes;
        }
    }
}
