package dev.caravan.stage.convert;

import dev.caravan.support.cluster.SimulatedCluster;
import dev.caravan.support.cluster.SimulatedJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A node whose pods meet with accidents, and an API server that has its bad moments. */
final class StormyNode {
    private final ClusterTrial trial;
    private final SimulatedCluster cluster;
    private final Random random;
    private final List<SimulatedJob> working = new ArrayList<>();
    private final List<SimulatedJob> ended = new ArrayList<>();
    private final Map<String, Integer> accidents = new ConcurrentHashMap<>();

    StormyNode(ClusterTrial trial, long seed) {
        this.trial = trial;
        this.cluster = trial.cluster;
        this.random = new Random(seed);
        cluster.onEachJob(this::take);
    }

    private synchronized void take(SimulatedJob job) {
        job.pod().starts().says("started");
        working.add(job);
    }

    synchronized int working() {
        return working.size();
    }

    /** How often a Job of the dataset came to nothing, so that there has to be another. */
    int accidents(String name) {
        return accidents.getOrDefault(name, 0);
    }

    int accidents() {
        return accidents.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Something happens to one of the Jobs that work, when there is one; nothing bad to one that has come after another. */
    synchronized void next() {
        if (working.isEmpty()) {
            return;
        }
        SimulatedJob job = working.remove(random.nextInt(working.size()));
        switch (isFirst(job) ? random.nextInt(20) : 20) {
            case 0 -> lost(job, job::deleted);
            case 1 -> lost(job, () -> job.pod().outOfMemory());
            case 2 -> lost(job, () -> job.pod().exits(4));
            case 3, 4 -> evicted(job);
            default -> succeeds(job);
        }
    }

    private void lost(SimulatedJob job, Runnable accident) {
        accidents.merge(dataset(job), 1, Integer::sum);
        accident.run();
    }

    private void evicted(SimulatedJob job) {
        job.pod().evicted("The node was low on resource: memory.");
        job.pod().starts().says("started again");
        working.add(job);
    }

    private void succeeds(SimulatedJob job) {
        trial.converts(job);
        job.pod().says("{\"points_read\":100}").exits(0);
        ended.add(job);
    }

    /** The cluster forgets Jobs whose dataset has left the stage, and what has happened, as it does in time. */
    synchronized void forgets() {
        Set<String> done = new HashSet<>(trial.ended());
        ended.removeIf(job -> {
            boolean over = done.contains(dataset(job));
            if (over) {
                job.outlived();
            }
            return over;
        });
        cluster.compacts();
    }

    /** @return how long it lasts; then {@link SimulatedCluster#back} is due */
    Duration badMoment() {
        switch (random.nextInt(5)) {
            case 0 -> cluster.expiresWatches();
            case 1 -> cluster.cutsWatches();
            case 2 -> cluster.throttles(call -> true, 5, 1);
            case 3 -> cluster.fails(call -> random.nextBoolean(), 10, 500);
            default -> {
                cluster.away();
                return Duration.ofMillis(100 + random.nextInt(1000));
            }
        }
        return Duration.ZERO;
    }

    private static boolean isFirst(SimulatedJob job) {
        return job.json().at("/metadata/labels/caravan.dev~1attempt").asInt() == 1;
    }

    private static String dataset(SimulatedJob job) {
        return job.json().at("/metadata/labels/caravan.dev~1job").asText();
    }
}
