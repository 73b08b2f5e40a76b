package dev.caravan.stage.scan;

import dev.caravan.dataset.Dataset;
import dev.caravan.file.ClaimOutcome;
import dev.caravan.file.PrintablePath;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.util.ObjectHelper;
import org.springframework.dao.DataAccessException;

/** Counts, at the end of each part of the scan's split, what came of the dataset. The body before and after is the {@link Scan}. */
public final class ScanTally implements AggregationStrategy {

    @Override
    public Exchange aggregate(Exchange oldExchange, Exchange newExchange) {
        throw new UnsupportedOperationException("used by the split of the scan, which gives the original exchange too");
    }

    @Override
    public Exchange aggregate(Exchange oldExchange, Exchange newExchange, Exchange inputExchange) {
        count(inputExchange.getMessage().getBody(Scan.class), newExchange);
        return inputExchange;
    }

    private static void count(Scan scan, Exchange part) {
        Exception failure = part.getException() != null
                ? part.getException()
                : part.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Exception.class);
        if (failure == null) {
            scan.claimed(outcome(part), part.getProperty(ClaimOutcome.REASON_PROPERTY, "", String.class));
            return;
        }
        Exception redis = ObjectHelper.getException(DataAccessException.class, failure);
        scan.notClaimed(name(part), redis == null ? failure : redis);
    }

    /** A route that people changed may count its own way; what went through without an outcome was taken. */
    private static ClaimOutcome outcome(Exchange part) {
        boolean duplicate = part.getProperty(ExchangePropertyKey.DUPLICATE_MESSAGE, false, Boolean.class);
        return part.getProperty(
                ClaimOutcome.PROPERTY, duplicate ? ClaimOutcome.UNCHANGED : ClaimOutcome.CLAIMED, ClaimOutcome.class);
    }

    private static String name(Exchange part) {
        return part.getMessage().getBody() instanceof Dataset dataset
                ? PrintablePath.of(dataset.target())
                : part.getExchangeId();
    }
}
