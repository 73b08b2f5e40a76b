package dev.caravan.stage.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.job.JobLog;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Reads what `convert --json --progress=lines` says: progress goes to the job, and thinned out to its log; the summary is kept. */
final class ChildOutput implements Consumer<String> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long BETWEEN = Duration.ofSeconds(10).toNanos();

    private final JobLog log;
    private final Inputs inputs;
    private final ProcessProgress progress;
    private final LongSupplier clock;
    private long lastLine;
    private volatile @Nullable JsonNode summary;

    ChildOutput(JobLog log, Inputs inputs, ProcessProgress progress) {
        this(log, inputs, progress, System::nanoTime);
    }

    /** @param clock nanoseconds */
    ChildOutput(JobLog log, Inputs inputs, ProcessProgress progress, LongSupplier clock) {
        this.log = log;
        this.inputs = inputs;
        this.progress = progress;
        this.clock = clock;
        this.lastLine = clock.getAsLong();
    }

    @Override
    public void accept(String line) {
        Optional<ProgressLine> said = ProgressLine.of(line);
        if (said.isPresent()) {
            log(said.get());
            said.get().progress(inputs).ifPresent(progress::said);
        } else if (!line.startsWith("{") || !isSummary(line)) {
            log.append("| " + line);
        }
    }

    /** What it said at its end; null when it did not come to that. */
    @Nullable
    JsonNode summary() {
        return summary;
    }

    private boolean isSummary(String line) {
        try {
            summary = JSON.readTree(line);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void log(ProgressLine said) {
        long now = clock.getAsLong();
        if (said.isLastOfPhase()) {
            log.append(said.ended());
        } else if (now - lastLine >= BETWEEN) {
            lastLine = now;
            log.append(said.underWay());
        }
    }
}
