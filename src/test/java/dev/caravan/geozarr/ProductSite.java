package dev.caravan.geozarr;

import dev.caravan.job.Batches;
import dev.caravan.job.JobQueue;
import dev.caravan.job.JobSettings;
import dev.caravan.job.RedisLink;
import dev.caravan.publication.PublicationStore;
import dev.caravan.support.RealRedis;
import java.time.Duration;
import java.util.Set;

/** What is known of products, in a Redis for tests, and how they are done again. */
public final class ProductSite {
    public final GeoZarrRecords records = new GeoZarrRecords(RealRedis.template());
    public final PublicationStore publications = new PublicationStore(RealRedis.template());
    public final JobQueue queue =
            new JobQueue(RealRedis.template(), new RedisLink(), Duration.ofHours(1), Duration.ofHours(1));
    public final GeoZarrOrders orders = new GeoZarrOrders(
            records,
            publications,
            Set.of("near", "far", "here"),
            queue,
            new Batches(RealRedis.template(), queue),
            JobSettings.standard());
}
