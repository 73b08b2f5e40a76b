package dev.caravan.stage.convert;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.converter.BadInputException;
import dev.caravan.converter.NotEnoughDiskException;
import dev.caravan.dataset.Dataset;
import dev.caravan.job.JobRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Converts in a Java of its own: whatever becomes of it, the service goes on. */
final class ChildConversion {
    private static final String NAME = "the converter's Java";
    /** A summary has all warnings. */
    private static final int LONGEST_LINE = 1 << 20;

    /** Nobody knows how long a conversion may take, and it always ends: it has no one to wait for. */
    private static final Duration FOR_EVER = Duration.ofDays(3650);

    private static final int DONE = 0;
    private static final int BAD_INPUT = 3;
    private static final int NOT_ENOUGH_DISK = 4;
    private static final int NOT_ENOUGH_MEMORY = 5;

    private final ChildJava java;
    private final BuiltInSettings settings;
    private final long heap;

    ChildConversion(ChildJava java, BuiltInSettings settings, int workers) {
        this.java = java;
        this.settings = settings;
        this.heap = settings.heap(workers);
    }

    /** @return points that were read */
    long convert(Dataset dataset, Path attempt, Path octree, JobRun run) throws IOException {
        ChildOutput said = new ChildOutput(run.log());
        OutputLog output = new OutputLog(said, LONGEST_LINE);
        int exit = new WatchedProcess(NAME, line(dataset, attempt, octree), attempt, run)
                .run(FOR_EVER, output)
                .orElseThrow();
        JsonNode summary = said.summary();
        if (exit == DONE && summary != null) {
            return summary.path("points_read").asLong();
        }
        String reason = summary == null ? "" : summary.path("error").asText();
        throw failure(exit, reason, summary != null && summary.path("bug").asBoolean(), attempt, output);
    }

    private IOException failure(int exit, String reason, boolean bug, Path attempt, OutputLog output)
            throws IOException {
        if (exit == BAD_INPUT) {
            throw new BadInputException(reason.isEmpty() ? NAME + " refused the input" + output.evidence() : reason);
        }
        if (bug) {
            throw new IllegalStateException(NAME + " failed: " + reason + output.evidence());
        }
        if (exit == NOT_ENOUGH_DISK && !reason.isEmpty()) {
            return new NotEnoughDiskException(reason);
        }
        if (exit == NOT_ENOUGH_MEMORY) {
            return new IOException("%s had not enough memory with %d MB (caravan.convert.builtin.memory): %s"
                    .formatted(NAME, heap >> 20, reason));
        }
        return new IOException(
                reason.isEmpty()
                        ? "%s failed with %s%s%s"
                                .formatted(NAME, ExitCode.describe(exit), Room.remark(attempt), output.evidence())
                        : reason);
    }

    private List<String> line(Dataset dataset, Path attempt, Path octree) {
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
