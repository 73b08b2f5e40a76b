package dev.caravan.reprocess;

import dev.caravan.dataset.Dataset;
import dev.caravan.file.ClaimOutcome;
import dev.caravan.file.ClaimRequest;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.util.ObjectHelper;
import org.springframework.dao.DataAccessException;

/** Notes, at the end of each part of the split, what came of the dataset. The body before and after is the {@link Reprocessing}. */
public final class ReprocessTally implements AggregationStrategy {

    @Override
    public Exchange aggregate(Exchange oldExchange, Exchange newExchange) {
        throw new UnsupportedOperationException(
                "used by the split of the route, which gives the original exchange too");
    }

    @Override
    public Exchange aggregate(Exchange oldExchange, Exchange newExchange, Exchange inputExchange) {
        note(inputExchange.getMessage().getBody(Reprocessing.class), newExchange);
        return inputExchange;
    }

    private static void note(Reprocessing reprocessing, Exchange part) {
        Dataset claimed = part.getProperty(ClaimRequest.DATASET_PROPERTY, Dataset.class);
        Dataset dataset = claimed == null ? part.getMessage().getBody(Dataset.class) : claimed;
        Exception failure = part.getException() != null
                ? part.getException()
                : part.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Exception.class);
        DataAccessException redis = ObjectHelper.getException(DataAccessException.class, failure);
        if (redis != null) {
            reprocessing.broken(redis);
        } else if (failure != null) {
            reprocessing.skipped(dataset, "it could not be put into the queue: " + failure.getMessage());
        } else {
            note(reprocessing, dataset, part);
        }
    }

    private static void note(Reprocessing reprocessing, Dataset dataset, Exchange part) {
        ClaimOutcome outcome = part.getProperty(ClaimOutcome.PROPERTY, ClaimOutcome.CLAIMED, ClaimOutcome.class);
        String job = part.getProperty(ClaimRequest.PROPERTY, "", String.class);
        switch (outcome) {
            case CLAIMED -> reprocessing.queued(dataset, job);
            case BUSY -> reprocessing.skipped(dataset, "somebody else has taken it meanwhile");
            case UNCHANGED -> reprocessing.skipped(dataset, "this version has been published meanwhile");
            case SAME_CONTENT -> reprocessing.skipped(dataset, "its content is the same as before");
            case REFUSED, UNSETTLED, UNREADABLE ->
                reprocessing.skipped(dataset, part.getProperty(ClaimOutcome.REASON_PROPERTY, "", String.class));
        }
    }
}
