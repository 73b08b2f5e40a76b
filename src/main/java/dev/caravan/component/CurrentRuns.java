package dev.caravan.component;

import dev.caravan.job.LeasedRun;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a consumer's threads are doing now. */
final class CurrentRuns {
    private static final Logger LOG = LoggerFactory.getLogger(CurrentRuns.class);

    private final Map<LeasedRun, Running> runs = new ConcurrentHashMap<>();
    private final Duration patience;

    /** @param complaintAfter how long a run has been cancelled when it is next complained of */
    private record Running(Thread thread, Duration complaintAfter) {}

    /** @param patience what a cancelled run has to end, before it is complained of */
    CurrentRuns(Duration patience) {
        this.patience = patience;
    }

    /** This thread begins. */
    void begin(LeasedRun run) {
        runs.put(run, new Running(Thread.currentThread(), patience));
    }

    void end(LeasedRun run) {
        runs.remove(run);
    }

    boolean isEmpty() {
        return runs.isEmpty();
    }

    /** Ids of the jobs. */
    List<String> jobs() {
        return runs.keySet().stream().map(LeasedRun::id).sorted().toList();
    }

    List<LeasedRun> list() {
        return List.copyOf(runs.keySet());
    }

    /** Says which runs have been cancelled and do not end, and where they are; again each time that has lasted twice as long. */
    void complain() {
        runs.forEach((run, running) -> {
            if (run.endingFor().compareTo(running.complaintAfter()) > 0) {
                LOG.warn(
                        "job {} was cancelled {} s ago and does not end at {}; its worker is taken up until then:\n{}",
                        run.id(),
                        run.endingFor().toSeconds(),
                        run.stage(),
                        stack(running.thread()));
                runs.computeIfPresent(
                        run,
                        (same, now) ->
                                new Running(now.thread(), now.complaintAfter().multipliedBy(2)));
            }
        });
    }

    private static String stack(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .map(frame -> "    at " + frame)
                .collect(Collectors.joining("\n", "    " + thread.getName() + "\n", ""));
    }
}
