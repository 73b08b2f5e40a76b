package dev.caravan.support.cluster;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** What goes wrong with calls, as a test has ordered it. */
final class ApiFaults {
    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private final List<Loss> losses = new CopyOnWriteArrayList<>();
    private volatile Duration delay = Duration.ZERO;
    private volatile Runnable afterLoss = () -> {};

    private record Fault(Predicate<ApiCall> calls, AtomicInteger left, Refusal refusal) {}

    private record Loss(Predicate<ApiCall> calls, AtomicInteger left) {}

    void lose(Predicate<ApiCall> calls, int times) {
        losses.add(new Loss(calls, new AtomicInteger(times)));
    }

    void afterLoss(Runnable action) {
        afterLoss = action;
    }

    /** Whether the answer to this call is to be lost. */
    boolean loses(ApiCall call) {
        boolean lost = losses.stream()
                .anyMatch(loss -> loss.calls().test(call) && loss.left().getAndDecrement() > 0);
        if (lost) {
            afterLoss.run();
        }
        return lost;
    }

    void add(Predicate<ApiCall> calls, int times, Refusal refusal) {
        faults.add(new Fault(calls, new AtomicInteger(times), refusal));
    }

    void delay(Duration each) {
        delay = each;
    }

    Duration delay() {
        return delay;
    }

    void clear() {
        faults.clear();
        losses.clear();
        afterLoss = () -> {};
        delay = Duration.ZERO;
    }

    /** Throws what was ordered for this call, if anything was. */
    void meet(ApiCall call) {
        for (Fault fault : faults) {
            if (fault.calls().test(call) && fault.left().getAndDecrement() > 0) {
                throw fault.refusal();
            }
        }
    }
}
