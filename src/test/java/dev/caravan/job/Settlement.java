package dev.caravan.job;

import dev.caravan.job.QueueModel.Card;
import java.time.Duration;
import java.util.function.BiConsumer;

/** The ways in which a lease may end, in the real queue and in the model. */
enum Settlement {
    MOVE((queue, lease) -> queue.move(lease, "publish", "{}"), (model, card) -> {
        model.settle(card, "MOVE");
        card.stage = "publish";
        card.attempt = 0;
        model.back(card, false);
    }),
    COMPLETE(JobQueue::complete, (model, card) -> {
        model.settle(card, "COMPLETE");
        model.end(card, JobState.COMPLETED);
    }),
    RETRY((queue, lease) -> queue.retry(lease, Jobs.NETWORK_DOWN, Duration.ofHours(1)), (model, card) -> {
        if (card.attempt < card.maximum) {
            model.settle(card, "RETRY");
            model.back(card, true);
        }
    }) {
        /** The worker counts attempts, as the component's does. */
        @Override
        void inQueue(JobQueue queue, Lease lease) {
            if (lease.job().attempt() < lease.job().limits().maximumAttempts()) {
                super.inQueue(queue, lease);
            } else {
                queue.renew(lease);
            }
        }
    },
    PARK((queue, lease) -> queue.park(lease, Jobs.NETWORK_DOWN), (model, card) -> {
        model.settle(card, "PARK");
        model.end(card, JobState.FAILED);
    }),
    RELEASE(JobQueue::release, (model, card) -> {
        model.settle(card, "RELEASE");
        card.attempt--;
        model.back(card, false);
    }),
    SLEEP((queue, lease) -> queue.sleep(lease, Duration.ofHours(2), Notes.NONE), QueueModel::sleep),
    /** Not an end at all. */
    RENEW(JobQueue::renew, (model, card) -> card.overdue = false);

    private final BiConsumer<JobQueue, Lease> queueSide;
    private final BiConsumer<QueueModel, Card> modelSide;

    Settlement(BiConsumer<JobQueue, Lease> queueSide, BiConsumer<QueueModel, Card> modelSide) {
        this.queueSide = queueSide;
        this.modelSide = modelSide;
    }

    void inQueue(JobQueue queue, Lease lease) {
        queueSide.accept(queue, lease);
    }

    void inModel(QueueModel model, Card card) {
        modelSide.accept(model, card);
    }
}
