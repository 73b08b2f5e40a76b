package dev.caravan.reprocess;

import dev.caravan.file.Again;
import dev.caravan.file.FileCatalog;
import dev.caravan.file.FileStore;
import dev.caravan.job.Batches;
import dev.caravan.job.NewJob;
import dev.caravan.job.Origin;
import dev.caravan.job.Priority;
import dev.caravan.stage.scan.SourceRules;
import java.util.Objects;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Begins and ends what the route `reprocess` does. */
public final class Reprocess {
    private static final Logger log = LoggerFactory.getLogger(Reprocess.class);

    private final SourceRules rules;
    private final FileStore store;
    private final FileCatalog catalog;
    private final Batches batches;

    public Reprocess(SourceRules rules, FileStore store, FileCatalog catalog, Batches batches) {
        this.rules = rules;
        this.store = store;
        this.catalog = catalog;
        this.batches = batches;
    }

    /**
     * The datasets that are to be claimed, as a stream; none in a dry run. More than one become the jobs of a batch, which is
     * sealed when the exchange ends, however it does.
     */
    public Reprocessing plan(@Body ReprocessRequest request, Exchange exchange) {
        Reprocessing reprocessing =
                new Reprocessing(request, request.selection().paths(catalog), new Examination(rules, store, request));
        if (request.dryRun()) {
            reprocessing.examineAll();
        } else if (reprocessing.hasSeveral()) {
            exchange.setProperty(Origin.PARENT, open(request, reprocessing));
        }
        exchange.setProperty(Again.PROPERTY, reprocessing.again());
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                seal(reprocessing);
            }
        });
        return reprocessing;
    }

    /** What came of it. */
    public ReprocessResult report(@Body Reprocessing reprocessing) {
        ReprocessResult result = reprocessing.result();
        reprocessing.seal();
        return result;
    }

    private String open(ReprocessRequest request, Reprocessing reprocessing) {
        Origin origin = Origin.of(
                Objects.requireNonNullElse(request.user(), ""), Objects.requireNonNullElse(request.project(), ""));
        Priority priority = Objects.requireNonNullElse(request.priority(), Priority.NORMAL);
        NewJob batch = NewJob.batch("reprocess " + request.selection().title(), origin, priority);
        batches.open(batch);
        reprocessing.within(batches, batch.id());
        return batch.id();
    }

    private static void seal(Reprocessing reprocessing) {
        try {
            reprocessing.seal();
        } catch (DataAccessException e) {
            log.warn("a batch could not be sealed; it will be, when Redis is back: {}", e.toString());
        }
    }
}
