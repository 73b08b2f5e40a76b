package dev.caravan.zarr;

import dev.caravan.remote.Documents;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/** What lies below an address of an HTTP server, which can be asked for objects, but not for a list of them. */
public final class HttpStore implements ZarrStore {
    private final URI root;
    private final Documents documents;

    /** @param root without a slash at its end, without a query */
    public HttpStore(URI root, Documents documents) {
        this.root = URI.create(root.toString().replaceAll("/+$", ""));
        this.documents = documents;
    }

    @Override
    public Optional<byte[]> read(String key) throws IOException {
        Documents.Found found = documents.get(address(key));
        return found.isThere() ? Optional.of(found.body()) : Optional.empty();
    }

    @Override
    public boolean canList() {
        return false;
    }

    @Override
    public List<String> directories(String path) {
        throw new UnsupportedOperationException("an HTTP server does not list what it has: " + place());
    }

    @Override
    public String place() {
        return root.toString();
    }

    private URI address(String key) {
        try {
            String escaped = new URI(null, null, "/" + key, null).getRawPath();
            return URI.create(root + escaped);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'" + key + "' cannot be part of an address", e);
        }
    }
}
