package dev.caravan.zarr;

import dev.caravan.converter.BadInputException;
import dev.caravan.remote.AllowedSources;
import dev.caravan.remote.Documents;
import java.io.IOException;

/** Opens stores by their address or path. */
public final class ZarrStores {
    private final AllowedSources allowed;
    private final Documents documents;
    private final ZarrLimits limits;

    public ZarrStores(AllowedSources allowed, Documents documents, ZarrLimits limits) {
        this.allowed = allowed;
        this.documents = documents;
        this.limits = limits;
    }

    /** @throws BadInputException it may not be read, or is no directory */
    public ZarrStore open(String store) throws IOException {
        return AllowedSources.isAddress(store)
                ? new HttpStore(allowed.address(store), documents)
                : new LocalStore(allowed.path(store), limits);
    }
}
