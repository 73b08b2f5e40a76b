package dev.caravan.reprocess;

import dev.caravan.job.Batches;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Seals the batches of instances that died while they filled them. */
public final class ForsakenBatches {
    private static final Logger log = LoggerFactory.getLogger(ForsakenBatches.class);
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private final Batches batches;
    private final Duration silence;

    public ForsakenBatches(Batches batches) {
        this(batches, SILENCE);
    }

    ForsakenBatches(Batches batches, Duration silence) {
        this.batches = batches;
        this.silence = silence;
    }

    /** Without effect while Redis is away. */
    public void seal() {
        try {
            List<String> sealed = batches.sealForsaken(silence);
            sealed.forEach(id -> log.warn("the batch {} was left unfinished; it ends with the jobs that it has", id));
        } catch (DataAccessException e) {
            log.debug("batches cannot be looked at", e);
        }
    }
}
