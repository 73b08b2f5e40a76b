package dev.caravan.converter.builtin;

import dev.caravan.converter.Cost;
import dev.caravan.converter.Phase;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** A stop watch for phases that follow each other; a phase that is gone through twice costs the sum. */
final class Costs {
    private final Map<Phase, Cost> costs = new EnumMap<>(Phase.class);
    private long started = System.nanoTime();
    private Duration cpu = cpu();

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The time since the last phase ended belongs to this one. */
    void end(Phase phase) {
        long now = System.nanoTime();
        Duration nowCpu = cpu();
        Cost cost = new Cost(Duration.ofNanos(now - started), nowCpu.minus(cpu));
        costs.merge(
                phase, cost, (a, b) -> new Cost(a.wall().plus(b.wall()), a.cpu().plus(b.cpu())));
        started = now;
        cpu = nowCpu;
    }

    Map<Phase, Cost> all() {
        return costs;
    }
}
