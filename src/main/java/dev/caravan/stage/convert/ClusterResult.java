package dev.caravan.stage.convert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.caravan.cluster.ClusterJob;
import dev.caravan.cluster.ClusterJobs;
import dev.caravan.cluster.Ending;
import dev.caravan.cluster.PodLogs;
import dev.caravan.cluster.Work;
import dev.caravan.converter.BadInputException;
import dev.caravan.converter.NotEnoughDiskException;
import dev.caravan.converter.NotEnoughMemoryException;
import dev.caravan.converter.OutOfTimeException;
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

/** What has come of a Job that has ended: an octree, or a failure of a class. Its log is kept before it goes. */
final class ClusterResult {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LAST_LINES = 100;
    /** Exit codes of our own converter, as docs/convert.md has them. */
    private static final int NOT_ENOUGH_DISK = 4;

    private static final int NOT_ENOUGH_MEMORY = 5;

    private final ClusterJobs jobs;
    private final PodLogs logs;
    private final ConvertSettings settings;
    private final Work work = new ClusterWork();

    ClusterResult(ClusterJobs jobs, PodLogs logs, ConvertSettings settings) {
        this.jobs = jobs;
        this.logs = logs;
        this.settings = settings;
    }

    /** @param attempt the directory in which it has left its octree */
    Dataset of(Dataset dataset, ClusterJob job, Path attempt, JobRun run) throws IOException {
        List<Pod> pods = jobs.pods(job);
        List<String> last = lastLines(pods, run);
        JsonNode summary = summary(last);
        note(run, summary);
        notePeakMemory(run, summary, last);
        if (!job.succeeded()) {
            throw failure(job, jobs.ending(job, pods, work), summary, new Evidence(last));
        }
        run.log().append("Job " + job.name() + " has succeeded");
        Path octree = Command.octree(attempt);
        run.note("octree", octree.toString());
        OptionalLong points = summary.path("points_read").isNumber()
                ? OptionalLong.of(summary.path("points_read").asLong())
                : OptionalLong.empty();
        return dataset.with(Octree.unproven(octree, points).madeBy(settings.producer()));
    }

    /** None when the log cannot be had any more, because its node has gone, for instance: what has become of the octree does not depend on it. */
    private List<String> lastLines(List<Pod> pods, JobRun run) {
        try {
            var unused = logs.copy(run.id(), pods, work);
            return logs.tail(pods, work.container(), LAST_LINES);
        } catch (IOException e) {
            run.log().append(String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    /** The last line, of a converter that sums up as ours does. */
    private static JsonNode summary(List<String> lines) {
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

    private IOException failure(ClusterJob job, Ending ending, JsonNode summary, Evidence evidence) throws IOException {
        String reason = summary.path("error").asText();
        String whole =
                "Job " + job.name() + " has failed: " + (reason.isEmpty() ? "" : reason + "; ") + ending.inWords();
        if (ending.outOfTime()) {
            throw new OutOfTimeException(whole + " (caravan.jobs.types.*.timeout)", evidence);
        }
        int exit = ending.exitCode();
        if (settings.kubernetes().badInputExitCodes().contains(exit)) {
            throw new BadInputException(reason.isEmpty() ? whole : reason, evidence);
        }
        if (summary.path("bug").asBoolean()) {
            throw new IllegalStateException(whole, evidence);
        }
        if (ending.outOfMemory() || exit == NOT_ENOUGH_MEMORY) {
            return new NotEnoughMemoryException(whole + " (caravan.convert.kubernetes.most-memory)", evidence);
        }
        return ending.outOfDisk() || exit == NOT_ENOUGH_DISK
                ? new NotEnoughDiskException(whole, evidence)
                : new IOException(whole, evidence);
    }
}
