package dev.caravan.audit;

import dev.caravan.geozarr.GeoZarrOrders;
import dev.caravan.geozarr.GeoZarrRecords;
import java.util.List;

/** What is known of products that became GeoZarr, of which there is no record of a file; and how one is made once more. */
public record ProductWork(GeoZarrRecords records, GeoZarrOrders orders) {

    /** Whether a job works on the dataset; never of one that is none of a product. */
    boolean busy(String dataset) {
        return !orders.work(dataset).isEmpty();
    }

    boolean isKnown(String dataset) {
        return records.find(dataset).isPresent();
    }

    /** Converts it once more, to all of its targets. */
    Republisher.Republished again(String dataset) {
        GeoZarrOrders.Line line = orders.again(List.of(dataset), new GeoZarrOrders.Wish(false, false, "audit"))
                .lines()
                .get(0);
        return line.job() == null
                ? new Republisher.Republished(false, "none: " + line.reason())
                : new Republisher.Republished(true, "converted once more by the job " + line.job());
    }
}
