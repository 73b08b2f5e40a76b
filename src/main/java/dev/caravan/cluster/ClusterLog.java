package dev.caravan.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.caravan.job.JobRun;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.util.List;

/**
 * What pods have said of a kind of work, at their end.
 *
 * @param work whose lines they are
 */
public record ClusterLog(PodLogs logs, Work work) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LAST_LINES = 100;

    /**
     * Brings what is new to the job's log.
     *
     * @return the last lines; none when the log cannot be had any more, because its node has gone, for instance: what has become of the
     *     work does not depend on it
     */
    public List<String> lastLines(Workload one, List<Pod> pods, JobRun run) {
        try {
            String container = one.container(work);
            var unused = logs.copy(run.id(), pods, container, work);
            return logs.tail(pods, container, LAST_LINES);
        } catch (IOException e) {
            run.log().append(String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    /** The last line, of a program that sums up as our commands do; missing otherwise. */
    public static JsonNode summary(List<String> lines) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (lines.get(i).startsWith("{")) {
                try {
                    return JSON.readTree(lines.get(i));
                } catch (JsonProcessingException e) {
                    return MissingNode.getInstance();
                }
            }
        }
        return MissingNode.getInstance();
    }
}
