package dev.caravan.component;

import dev.caravan.job.EventSubscription;
import dev.caravan.job.JobEvent;
import dev.caravan.job.JobEventListener;
import dev.caravan.job.JobEvents;
import dev.caravan.job.JobState;
import dev.caravan.job.LeaseKeeper;
import dev.caravan.job.WorkerReport;
import org.jspecify.annotations.Nullable;

/**
 * What other processes do that a consumer has to hear of: they cancel its jobs, send it new ones, and tell it what to do. All of it
 * would be seen a little later without events too.
 */
final class StageEvents implements JobEventListener, AutoCloseable {
    private final JobEvents events;
    private final String stage;
    private final String worker;
    private final LeaseKeeper keeper;
    private final Steering steering;
    private final Doorbell doorbell;
    private volatile @Nullable EventSubscription subscription;

    StageEvents(JobEvents events, JobsConsumer consumer, LeaseKeeper keeper, Steering steering, Doorbell doorbell) {
        this.events = events;
        this.stage = consumer.stage();
        this.worker = WorkerReport.id(consumer.instance(), consumer.stage());
        this.keeper = keeper;
        this.steering = steering;
        this.doorbell = doorbell;
    }

    StageEvents listen() {
        subscription = events.listen(this);
        return this;
    }

    @Override
    public void heard(JobEvent event) {
        if (event.tellsOf(JobState.CANCELLED)) {
            keeper.jobCancelled(event.field("job"));
        } else if (event.tellsOf(JobState.QUEUED) && event.field("stage").equals(stage)) {
            doorbell.ring();
        } else if (event.field("worker").equals(worker)
                && !event.field("command").isEmpty()) {
            steering.beat();
        }
    }

    @Override
    public void missed() {
        keeper.keep();
        doorbell.ring();
        steering.beat();
    }

    @Override
    public void fellBehind() {
        if (subscription != null) {
            listen();
            missed();
        }
    }

    @Override
    public void close() {
        EventSubscription present = subscription;
        subscription = null;
        if (present != null) {
            present.close();
        }
    }
}
