package dev.caravan.stage.claim;

import dev.caravan.dataset.Dataset;
import dev.caravan.file.Again;
import dev.caravan.file.ClaimOutcome;
import dev.caravan.file.ClaimRequest;
import dev.caravan.file.FileClaims;
import org.apache.camel.Exchange;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.camel.util.ObjectHelper;

/**
 * Camel's idempotent consumer over the records of the source files. The body is a {@link Dataset}, the key its dataset
 * key. `add` is one atomic check-and-claim; it leaves the outcome in the exchange property `claimOutcome`, its reason
 * in `claimReason`, and the id of a claim that was got in `claim`. The property `again` says whether what was taken before is taken
 * once more.
 *
 * <p>What was claimed is forgotten by deleting or changing a file's record, never as a whole.
 */
@ManagedResource(description = "Claims datasets by the records of their source files")
public final class FileIdempotentRepository extends ServiceSupport implements IdempotentRepository {
    private static final String NEEDS_DATASET =
            "a claim needs the dataset, not only its key: use it in a route whose body is a dataset";

    private final Claimant claimant;
    private final FileClaims claims;

    public FileIdempotentRepository(Claimant claimant, FileClaims claims) {
        this.claimant = claimant;
        this.claims = claims;
    }

    @Override
    public boolean add(Exchange exchange, String key) {
        Dataset dataset = dataset(exchange);
        Again again = exchange.getProperty(Again.PROPERTY, Again.NEVER, Again.class);
        Claim claim = claimant.claim(dataset, again);
        exchange.setProperty(ClaimOutcome.PROPERTY, claim.outcome());
        exchange.setProperty(ClaimOutcome.REASON_PROPERTY, claim.reason());
        if (claim.got()) {
            exchange.setProperty(ClaimRequest.PROPERTY, claim.id());
            exchange.setProperty(ClaimRequest.DATASET_PROPERTY, dataset);
        }
        return claim.got();
    }

    private static Dataset dataset(Exchange exchange) {
        if (exchange.getMessage().getBody() instanceof Dataset dataset) {
            return dataset;
        }
        throw new IllegalArgumentException(NEEDS_DATASET + "; found "
                + ObjectHelper.className(exchange.getMessage().getBody()));
    }

    /** Whether a file owns this dataset key. */
    @Override
    @ManagedOperation(description = "Whether a file owns this dataset key")
    public boolean contains(String key) {
        return claims.owned(key);
    }

    @Override
    public boolean contains(Exchange exchange, String key) {
        return contains(key);
    }

    /** The queue has taken the claim over when it took the dataset; nothing is left to do. */
    @Override
    public boolean confirm(Exchange exchange, String key) {
        return true;
    }

    /** Gives the claim back; without effect when the queue has it, or when it ran out and is another's. */
    @Override
    public boolean remove(Exchange exchange, String key) {
        String claim = exchange.getProperty(ClaimRequest.PROPERTY, String.class);
        Dataset dataset = exchange.getProperty(ClaimRequest.DATASET_PROPERTY, Dataset.class);
        return claim != null && dataset != null && claimant.release(dataset, claim);
    }

    @Override
    public boolean add(String key) {
        throw new UnsupportedOperationException(NEEDS_DATASET);
    }

    @Override
    public boolean remove(String key) {
        throw new UnsupportedOperationException(NEEDS_DATASET);
    }

    @Override
    public boolean confirm(String key) {
        return true;
    }

    /** Reachable over JMX, and therefore harmless. */
    @Override
    @ManagedOperation(description = "Refused: the records of the files are the state of the whole service")
    public void clear() {
        throw new UnsupportedOperationException("the records of all files are not cleared as a whole; to have files"
                + " converted again, delete their records (file:<path>) or change the files");
    }
}
