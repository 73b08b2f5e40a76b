package dev.caravan.retention;

import dev.caravan.file.PublishedRecords;
import dev.caravan.job.JobRun;
import dev.caravan.publication.Publication;
import dev.caravan.publication.PublicationStore;
import java.io.IOException;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;

/** Bean `withdrawn`: writes into the records of a dataset that targets have lost it. */
public class Withdrawn {
    private final PublishedRecords records;
    private final PublicationStore store;
    private final LocalOctrees octrees;

    public Withdrawn(PublishedRecords records, PublicationStore store, LocalOctrees octrees) {
        this.records = records;
        this.store = store;
        this.octrees = octrees;
    }

    /** Where it still is; or that it is nowhere, since when, and why. Its octree on disk goes before, if it is to. */
    public Unpublishing note(@Body Unpublishing order, @ExchangeProperty(JobRun.PROPERTY) JobRun job)
            throws IOException {
        boolean gone = order.octree() && octrees.delete(order.dataset());
        List<Publication> left = store.find(order.dataset());
        records.unpublished(
                order.records(),
                job.id(),
                order.dataset(),
                left.isEmpty() ? null : left.get(0).address(),
                left.stream().map(Publication::target).toList(),
                order.cause().word(),
                gone);
        if (gone) {
            job.log().append("deleted the octree on disk");
        }
        return order;
    }
}
