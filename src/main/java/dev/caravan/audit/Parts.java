package dev.caravan.audit;

import dev.caravan.file.FileStore;
import dev.caravan.publication.PublicationStore;
import dev.caravan.rebuild.Restorer;

/** What each audit looks at, and mends with. */
public record Parts(
        FileStore files,
        PublicationStore publications,
        ProductWork products,
        Restorer restorer,
        Republisher republisher) {}
