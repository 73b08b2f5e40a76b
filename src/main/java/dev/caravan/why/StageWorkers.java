package dev.caravan.why;

import dev.caravan.job.Worker;
import dev.caravan.job.WorkerState;
import dev.caravan.job.Workers;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Knows whether a stage's jobs are taken at all, in any instance of the installation. */
public final class StageWorkers {
    private static final int NAMED = 5;

    private final Workers workers;

    public StageWorkers(Workers workers) {
        this.workers = workers;
    }

    /** What keeps the stage's jobs waiting; empty when a worker takes them. */
    Optional<Trouble> trouble(String stage) {
        List<Worker> serving = workers.list().stream()
                .filter(worker -> worker.stage().equals(stage))
                .toList();
        if (serving.stream().anyMatch(worker -> worker.state() == WorkerState.RUNNING)) {
            return Optional.empty();
        }
        boolean startable = serving.stream().anyMatch(worker -> worker.state() != WorkerState.LOST);
        return Optional.of(new Trouble(
                "no worker serves " + stage + ": " + (serving.isEmpty() ? "there is none" : names(serving)),
                startable
                        ? "start workers: POST /api/v1/workers/*:" + stage + "/start"
                        : "start an instance whose routes take " + stage
                                + " from the queue; GET /api/v1/workers lists what runs"));
    }

    private static String names(List<Worker> workers) {
        String more = workers.size() > NAMED ? ", and " + (workers.size() - NAMED) + " more" : "";
        return workers.stream()
                        .limit(NAMED)
                        .map(worker ->
                                worker.id() + " is " + worker.state().name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "))
                + more;
    }

    /**
     * Why nobody takes a stage's jobs.
     *
     * @param sentence as the end of a sentence
     * @param next what a person can do
     */
    record Trouble(String sentence, String next) {}
}
