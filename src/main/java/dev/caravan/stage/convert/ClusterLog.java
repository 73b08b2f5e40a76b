package dev.caravan.stage.convert;

import dev.caravan.cluster.PodLogs;
import dev.caravan.cluster.Work;
import dev.caravan.cluster.Workload;
import dev.caravan.job.JobRun;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.util.List;

/**
 * What pods have said of a kind of work, at their end.
 *
 * @param work whose lines they are
 */
record ClusterLog(PodLogs logs, Work work) {
    private static final int LAST_LINES = 100;

    /**
     * Brings what is new to the job's log.
     *
     * @return the last lines; none when the log cannot be had any more, because its node has gone, for instance: what has become of the
     *     work does not depend on it
     */
    List<String> lastLines(Workload one, List<Pod> pods, JobRun run) {
        try {
            String container = one.container(work);
            var unused = logs.copy(run.id(), pods, container, work);
            return logs.tail(pods, container, LAST_LINES);
        } catch (IOException e) {
            run.log().append(String.valueOf(e.getMessage()));
            return List.of();
        }
    }
}
