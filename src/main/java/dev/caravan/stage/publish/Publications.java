package dev.caravan.stage.publish;

import dev.caravan.publication.Publication;
import dev.caravan.publication.PublicationStore;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;

/** Bean `publications`: remembers what came of an upload. */
public final class Publications {
    private final PublicationStore store;

    public Publications(PublicationStore store) {
        this.store = store;
    }

    /** In place of what the target had of the dataset. */
    public void note(@Body Publication publication, @ExchangeProperty(Upload.PROPERTY) Upload upload) {
        store.put(upload.dataset().key(), publication);
    }
}
