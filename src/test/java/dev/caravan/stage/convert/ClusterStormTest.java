package dev.caravan.stage.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.OperatingSystemMXBean;
import dev.caravan.job.JobState;
import dev.caravan.support.RealRedis;
import dev.caravan.support.cluster.ApiCall;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Many datasets at once, all of which work in the cluster before the first ends, with accidents and an API server that has bad moments, by a
 * seed: {@code -Dstorm.seed=}. None is lost, none comes twice, and the API server is asked no more than is allowed.
 */
@ExtendWith(RealRedis.class)
class ClusterStormTest {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final long MEBIBYTE = 1 << 20;
    /** Of which the calls that the test keeps are the larger part. */
    private static final long GROWTH = 16 * MEBIBYTE;

    private static final long MOST_HEAP = 160 * MEBIBYTE;
    /** Moments between two bad ones. */
    private static final int CALM = 20;

    @RegisterExtension
    private final ClusterTrial trial = new ClusterTrial();

    private final long seed = Long.getLong("storm.seed", System.nanoTime());
    private final Instant begun = Instant.now();

    @Test
    void sixty() {
        trial.callsPerSecond(200).patience(Duration.ofSeconds(5)).starts("here");

        storm(60, 200);
    }

    @Test
    @Tag("slow")
    void aThousandByTheSettingsThatAreDelivered() {
        trial.callsPerSecond(20)
                .look(Duration.ofSeconds(30))
                .patience(Duration.ofMinutes(5))
                .starts("here");

        List<Long> heap = storm(1000, 20);

        assertThat(heap.get(1) - heap.get(0))
                .as("bytes more at 900 than at 200")
                .isLessThan(GROWTH);
        assertThat(heap).allMatch(bytes -> bytes < MOST_HEAP);
    }

    /** @return bytes of heap in use when a fifth of them had ended, and when nine tenths had */
    private List<Long> storm(int datasets, int callsPerSecond) {
        StormyNode node = new StormyNode(trial, seed);
        List<String> names = IntStream.range(0, datasets)
                .mapToObj(i -> trial.ordered("d-" + i))
                .toList();
        await().atMost(LONGEST).until(() -> node.working() == datasets);
        Instant allAtWork = Instant.now();

        blow(node, () -> trial.ended().size() >= datasets / 5);
        long first = heap();
        blow(node, () -> trial.ended().size() >= datasets * 9 / 10);
        long second = heap();
        blow(node, () -> trial.ended().size() >= datasets);

        names.forEach(name -> trial.awaitState(name, JobState.COMPLETED));
        tell(node, datasets, allAtWork, List.of(first, second));
        assertThat(names).as("storm.seed=%d", seed).allSatisfy(name -> trial.awaitDone(name, 1 + node.accidents(name)));
        assertThat(trial.ended()).hasSize(datasets);
        assertThat(trial.cluster.journal().mostPerSecond())
                .as("calls in a second: those that had been saved up, and those of the second")
                .isLessThanOrEqualTo(3 * callsPerSecond);
        return List.of(first, second);
    }

    private void blow(StormyNode node, BooleanSupplier over) {
        int moment = 0;
        while (!over.getAsBoolean()) {
            node.next();
            if (++moment % CALM == 0) {
                Duration away = node.badMoment();
                pause(away);
                if (!away.isZero()) {
                    trial.cluster.back();
                }
                node.forgets();
            }
            pause(Duration.ofMillis(10));
        }
    }

    private static void pause(Duration length) {
        await().pollDelay(length).until(() -> true);
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private void tell(StormyNode node, int datasets, Instant allAtWork, List<Long> heap) {
        List<ApiCall> calls = trial.cluster.journal().calls();
        Map<String, Long> kinds = calls.stream()
                .collect(Collectors.groupingBy(ClusterStormTest::kind, TreeMap::new, Collectors.counting()));
        System.out.printf(
                "storm.seed=%d: %d datasets, %d accidents; %d s until all were at work, %d s in all, %d s of CPU%n"
                        + "%d calls, %.1f a dataset, %d at most in a second: %s%nheap: %d MB, then %d MB%n",
                seed,
                datasets,
                node.accidents(),
                Duration.between(begun, allAtWork).toSeconds(),
                Duration.between(begun, Instant.now()).toSeconds(),
                Duration.ofNanos(PROCESS.getProcessCpuTime()).toSeconds(),
                calls.size(),
                (double) calls.size() / datasets,
                trial.cluster.journal().mostPerSecond(),
                kinds,
                heap.get(0) / MEBIBYTE,
                heap.get(1) / MEBIBYTE);
    }

    private static String kind(ApiCall call) {
        String whose = call.selector().contains("caravan.dev/job")
                ? " of one dataset"
                : call.selector().contains("controller-uid") ? " of one Job" : "";
        return call.verb() + " " + call.ruleResource() + whose
                + (call.query().containsKey("tailLines") ? ", its end" : "");
    }
}
