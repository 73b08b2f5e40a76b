package dev.caravan.stage.publish;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.cluster.ClusterFailure;
import dev.caravan.cluster.ClusterLog;
import dev.caravan.cluster.Ending;
import dev.caravan.cluster.Workload;
import dev.caravan.cluster.Workloads;
import dev.caravan.job.Evidence;
import dev.caravan.job.JobRun;
import dev.caravan.s3.PublishException;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.util.List;

/** What has come of a Job that was to send an octree. What it has sent is not believed: the service proves it. */
final class UploadResult {
    /** Exit codes of `caravan send`, as docs/kubernetes.md has them. */
    private static final int REFUSED = 6;

    private final Workloads<?> workloads;
    private final ClusterLog log;

    UploadResult(Workloads<?> workloads, ClusterLog log) {
        this.workloads = workloads;
        this.log = log;
    }

    /** @throws IOException of the class of its failure, when it has failed */
    void of(Workload one, JobRun run) throws IOException {
        List<Pod> pods = workloads.pods(one);
        List<String> last = log.lastLines(one, pods, run);
        JsonNode summary = ClusterLog.summary(last);
        note(run, summary);
        if (!one.succeeded()) {
            throw failure(one, Ending.of(one, pods, log.work()), summary, new Evidence(last));
        }
        run.log().append(one.inWords() + " has succeeded");
    }

    private static void note(JobRun run, JsonNode summary) {
        note(run, summary, "bytes_sent", "bytesSentByCluster");
        note(run, summary, "objects_sent", "objectsSentByCluster");
        note(run, summary, "peak_memory_bytes", "peakMemoryBytes");
    }

    private static void note(JobRun run, JsonNode summary, String field, String name) {
        if (summary.path(field).isIntegralNumber()) {
            run.note(name, summary.path(field).asLong());
        }
    }

    private static IOException failure(Workload one, Ending ending, JsonNode summary, Evidence evidence) {
        String reason = summary.path("error").asText();
        String whole = one.inWords() + " has failed: " + (reason.isEmpty() ? "" : reason + "; ") + ending.inWords();
        if (!ending.outOfTime() && ending.exitCode() == REFUSED) {
            return new PublishException(reason.isEmpty() ? whole : reason, evidence);
        }
        if (summary.path("bug").asBoolean()) {
            throw new IllegalStateException(whole, evidence);
        }
        // An order at fault (3) is none of the input's: the next attempt writes another, of what is there then.
        return ClusterFailure.of(whole, ending, "caravan.publish.kubernetes.memory", evidence);
    }
}
