package dev.caravan.stage.geozarr;

import dev.caravan.geozarr.GeoZarr;
import dev.caravan.geozarr.GeoZarrRecords;
import dev.caravan.job.JobRun;
import dev.caravan.publication.Publication;
import dev.caravan.publication.PublicationStore;
import dev.caravan.s3.PublishSettings;
import dev.caravan.workspace.Trees;
import java.io.IOException;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bean `geoZarrEnd`: notes where a GeoZarr can be read now, and removes what the conversion has left on disk. */
public final class GeoZarrEnd {
    private static final Logger LOG = LoggerFactory.getLogger(GeoZarrEnd.class);

    private final PublicationStore store;
    private final PublishSettings settings;
    private final GeoZarrRecords records;

    public GeoZarrEnd(PublicationStore store, PublishSettings settings, GeoZarrRecords records) {
        this.store = store;
        this.settings = settings;
        this.records = records;
    }

    /** @throws IllegalStateException a required target does not have it, although its upload has ended well */
    public GeoZarr record(@Body GeoZarr geoZarr, @ExchangeProperty(JobRun.PROPERTY) JobRun run) throws IOException {
        List<String> required = geoZarr.targets().stream()
                .filter(target -> settings.target(target).required())
                .toList();
        List<Publication> published = required.stream()
                .flatMap(target -> store.find(geoZarr.key(), target).stream())
                .toList();
        if (published.size() < required.size()) {
            throw new IllegalStateException("'" + geoZarr.key() + "' is to be recorded as published in " + required
                    + ", but it is only in "
                    + published.stream().map(Publication::target).toList());
        }
        List<String> addresses = published.stream()
                .map(publication -> publication.address().toString())
                .toList();
        if (!addresses.isEmpty()) {
            run.note("resultPath", addresses.get(0));
        }
        run.note("addresses", addresses);
        records.published(geoZarr);
        Trees.delete(geoZarr.requireResult().directory());
        LOG.info("{} published: {}", geoZarr.source(), String.join(" ", addresses));
        return geoZarr;
    }
}
