package dev.caravan.support.cluster;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** What goes wrong with calls, as a test has ordered it. */
final class ApiFaults {
    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private volatile Duration delay = Duration.ZERO;

    private record Fault(Predicate<ApiCall> calls, AtomicInteger left, Refusal refusal) {}

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
