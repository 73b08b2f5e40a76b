package dev.caravan.stage.convert;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.cluster.ClusterFailure;
import dev.caravan.cluster.ClusterLog;
import dev.caravan.cluster.Ending;
import dev.caravan.cluster.PodLogs;
import dev.caravan.cluster.Work;
import dev.caravan.cluster.Workload;
import dev.caravan.cluster.Workloads;
import dev.caravan.converter.BadInputException;
import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.Octree;
import dev.caravan.job.Evidence;
import dev.caravan.job.JobRun;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** What has come of a Job, or a Workflow, that has ended: an octree, or a failure of a class. Its log is kept before it goes. */
final class ClusterResult {
    private final Workloads<?> workloads;
    private final ClusterLog log;
    private final ConvertSettings settings;
    private final Work work = new ClusterWork();

    ClusterResult(Workloads<?> workloads, PodLogs logs, ConvertSettings settings) {
        this.workloads = workloads;
        this.log = new ClusterLog(logs, work);
        this.settings = settings;
    }

    /** @param attempt the directory in which it has left its octree */
    Dataset of(Dataset dataset, Workload one, Path attempt, JobRun run) throws IOException {
        List<Pod> pods = workloads.pods(one);
        List<String> last = log.lastLines(one, pods, run);
        JsonNode summary = ClusterLog.summary(last);
        note(run, summary);
        notePeakMemory(run, summary, last);
        if (!one.succeeded()) {
            throw failure(one, Ending.of(one, pods, work), summary, new Evidence(last));
        }
        run.log().append(one.inWords() + " has succeeded");
        Path octree = Command.octree(attempt);
        run.note("octree", octree.toString());
        OptionalLong points = summary.path("points_read").isNumber()
                ? OptionalLong.of(summary.path("points_read").asLong())
                : OptionalLong.empty();
        return dataset.with(Octree.unproven(octree, points).madeBy(settings.producer()));
    }

    private static void note(JobRun run, JsonNode summary) {
        note(run, summary, "points_read", "points");
        note(run, summary, "nodes", "nodes");
        if (summary.path("cpu_seconds").isNumber()) {
            run.note("cpuSeconds", summary.path("cpu_seconds").asDouble());
        }
        List<String> warnings = new ArrayList<>();
        summary.path("warnings").forEach(warning -> warnings.add(warning.asText()));
        if (!warnings.isEmpty()) {
            run.note("warnings", warnings);
        }
    }

    /** One that was killed has left no summary, but its progress has told. */
    private static void notePeakMemory(JobRun run, JsonNode summary, List<String> lines) {
        LongStream said =
                lines.stream().flatMap(line -> ProgressLine.of(line).stream()).mapToLong(ProgressLine::peakMemory);
        long peak = LongStream.concat(
                        said, LongStream.of(summary.path("peak_memory_bytes").asLong()))
                .max()
                .orElse(0);
        if (peak > 0) {
            run.note("peakMemoryBytes", peak);
        }
    }

    private static void note(JobRun run, JsonNode summary, String field, String name) {
        if (summary.path(field).isIntegralNumber() && summary.path(field).asLong() > 0) {
            run.note(name, summary.path(field).asLong());
        }
    }

    private IOException failure(Workload one, Ending ending, JsonNode summary, Evidence evidence) {
        String reason = summary.path("error").asText();
        String whole = one.inWords() + " has failed: " + (reason.isEmpty() ? "" : reason + "; ") + ending.inWords();
        if (!ending.outOfTime() && settings.kubernetes().badInputExitCodes().contains(ending.exitCode())) {
            throw new BadInputException(reason.isEmpty() ? whole : reason, evidence);
        }
        if (summary.path("bug").asBoolean()) {
            throw new IllegalStateException(whole, evidence);
        }
        return ClusterFailure.of(whole, ending, "caravan.convert.kubernetes.most-memory", evidence);
    }
}
