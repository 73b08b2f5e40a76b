package dev.caravan.stage.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.caravan.converter.BadInputException;
import dev.caravan.converter.NotEnoughDiskException;
import dev.caravan.converter.NotEnoughMemoryException;
import dev.caravan.dataset.Dataset;
import dev.caravan.job.FailureKind;
import dev.caravan.job.JobRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Converts in a Java of its own: whatever becomes of it, the service goes on. */
final class ChildConversion {
    private static final String NAME = "the converter's Java";
    /** A summary has all warnings. */
    private static final int LONGEST_LINE = 1 << 20;

    private static final OutOfMemoryKills KILLS = OutOfMemoryKills.ofThisService();

    /** The job's own time-out counts. */
    private static final Duration FOR_EVER = Duration.ofDays(3650);

    private static final int DONE = 0;
    private static final int BAD_INPUT = 3;
    private static final int NOT_ENOUGH_DISK = 4;
    private static final int NOT_ENOUGH_MEMORY = 5;

    private final ChildJava java;
    private final BuiltInSettings settings;
    private final HeapSize heap;

    ChildConversion(ChildJava java, BuiltInSettings settings, HeapSize heap) {
        this.java = java;
        this.settings = settings;
        this.heap = heap;
    }

    /** @return points that were read */
    long convert(Dataset dataset, Inputs inputs, Path attempt, Path octree, JobRun run) throws IOException {
        ProcessProgress progress = new ProcessProgress(run, null);
        ChildOutput said = new ChildOutput(run.log(), inputs, progress);
        OutputLog output = new OutputLog(said, LONGEST_LINE);
        long bytes = heap(inputs, run);
        List<String> line = line(dataset, attempt, octree, bytes);
        run.note("command", line);
        long kills = KILLS.count();
        int exit = new WatchedProcess(NAME, line, attempt, run, progress::used)
                .run(FOR_EVER, output)
                .orElseThrow();
        JsonNode summary = said.summary();
        noteMemory(run, summary, progress);
        if (exit == DONE && summary != null) {
            note(run, summary);
            return summary.path("points_read").asLong();
        }
        ProcessFailure failure = new ProcessFailure(NAME, output, attempt, KILLS.count() > kills);
        throw failure(exit, summary == null ? MissingNode.getInstance() : summary, bytes, failure);
    }

    /** More than before, when the attempt before had too little. */
    private long heap(Inputs inputs, JobRun run) {
        long first = heap.first(inputs);
        boolean tooLittle = run.previousFailure()
                .filter(failure -> failure.kind() == FailureKind.NOT_ENOUGH_MEMORY)
                .isPresent();
        long granted = tooLittle ? heap.again(inputs) : first;
        if (granted > first) {
            run.log()
                    .append("memory was not enough; the heap of %s goes from %d MB to %d MB"
                            .formatted(NAME, first >> 20, granted >> 20));
        }
        return granted;
    }

    private static void noteMemory(JobRun run, @Nullable JsonNode summary, ProcessProgress progress) {
        Long seen = progress.peak();
        long said = summary == null ? 0 : summary.path("peak_memory_bytes").asLong();
        long peak = Math.max(said, seen == null ? 0 : seen);
        if (peak > 0) {
            run.note("peakMemoryBytes", peak);
        }
    }

    private static void note(JobRun run, JsonNode summary) {
        run.note("points", summary.path("points_read").asLong());
        run.note("nodes", summary.path("nodes").asLong());
        run.note("cpuSeconds", summary.path("cpu_seconds").asDouble());
        List<String> warnings = new ArrayList<>();
        summary.path("warnings").forEach(warning -> warnings.add(warning.asText()));
        run.note("warnings", warnings);
    }

    private static IOException failure(int exit, JsonNode summary, long heap, ProcessFailure failure)
            throws IOException {
        OutputLog output = failure.output();
        String reason = summary.path("error").asText();
        if (exit == BAD_INPUT) {
            throw new BadInputException(
                    reason.isEmpty() ? NAME + " refused the input" + output.lastWords() : reason, output.evidence());
        }
        if (summary.path("bug").asBoolean()) {
            throw new IllegalStateException(NAME + " failed: " + reason + output.lastWords(), output.evidence());
        }
        if (exit == NOT_ENOUGH_MEMORY) {
            return new NotEnoughMemoryException(
                    "%s had not enough memory with a heap of %d MB (caravan.convert.builtin.memory): %s"
                            .formatted(NAME, heap >> 20, reason.isEmpty() ? output.lastWords() : reason),
                    output.evidence());
        }
        if (reason.isEmpty()) {
            return failure.of(exit);
        }
        return exit == NOT_ENOUGH_DISK
                ? new NotEnoughDiskException(reason, output.evidence())
                : new IOException(reason, output.evidence());
    }

    private List<String> line(Dataset dataset, Path attempt, Path octree, long heap) {
        List<String> line = new ArrayList<>(java.line(heap));
        line.add("convert");
        dataset.sources().forEach(source -> line.add(source.path().toString()));
        line.addAll(List.of("-o", octree.toString(), "--scratch", attempt.toString()));
        line.addAll(List.of("--encoding", settings.encoding().name()));
        line.addAll(List.of("--method", settings.method().name().toLowerCase(Locale.ROOT)));
        line.addAll(List.of("--threads", String.valueOf(settings.threadsOrAll())));
        line.addAll(List.of("--progress=lines", "--json"));
        return line;
    }
}
