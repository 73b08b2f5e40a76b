package dev.caravan.component;

import dev.caravan.job.JobQueue;
import dev.caravan.job.JobSettings;
import dev.caravan.job.Lease;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DataAccessException;

/** One thread of a consumer: claims the next job, lets it run, and waits when there is none. */
final class StageWorker implements Runnable {
    private final JobsConsumer consumer;
    private final Attempts attempts;
    private final JobSettings settings;
    private final String name;
    private final JobQueue queue;
    private final Doorbell doorbell;
    /** Of the next lease; kept while it is not known whether a claim was done. */
    private String token = UUID.randomUUID().toString();
    /** Whether a claim with this token may have been done although its answer did not come. */
    private boolean unanswered;

    StageWorker(JobsConsumer consumer, Attempts attempts, int number, JobSettings settings) {
        this.consumer = consumer;
        this.attempts = attempts;
        this.settings = settings;
        this.name = consumer.workerName(number);
        this.queue = consumer.endpoint().jobs().requireQueue();
        this.doorbell = consumer.endpoint().jobs().doorbell(stage());
    }

    @Override
    public void run() {
        try {
            while (!consumer.stopping()) {
                next();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void next() throws InterruptedException {
        long heard = doorbell.rings();
        Optional<Lease> lease = consumer.claiming() ? claim() : Optional.empty();
        if (lease.isPresent()) {
            attempts.run(lease.get());
        } else {
            doorbell.await(heard, settings.pollInterval().toMillis());
        }
    }

    private Optional<Lease> claim() {
        try {
            Optional<Lease> lease = queue.claim(stage(), name, settings.lease(), token, unanswered);
            unanswered = false;
            token = UUID.randomUUID().toString();
            return lease;
        } catch (DataAccessException e) {
            unanswered = true;
            if (queue.link().availability().up() && !consumer.stopping()) {
                consumer.report("no job could be claimed", e);
            }
            return Optional.empty();
        } catch (RuntimeException e) {
            consumer.report("no job could be claimed", e);
            return Optional.empty();
        }
    }

    private String stage() {
        return consumer.endpoint().getStage();
    }
}
