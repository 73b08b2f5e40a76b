package dev.caravan.stage.convert;

import dev.caravan.converter.ConversionProgress;
import dev.caravan.converter.Pace;
import dev.caravan.converter.Phase;
import dev.caravan.job.JobRun;
import dev.caravan.job.Progress;
import java.time.Instant;
import java.util.function.LongSupplier;

/** Tells a job how far the conversion in this JVM is, and its log when a phase is done. */
final class ConversionWatch implements ConversionProgress {
    private final JobRun run;
    private final Inputs inputs;
    private final Pace<Phase> pace;

    ConversionWatch(JobRun run, Inputs inputs) {
        this(run, inputs, System::nanoTime);
    }

    /** @param clock nanoseconds */
    ConversionWatch(JobRun run, Inputs inputs, LongSupplier clock) {
        this.run = run;
        this.inputs = inputs;
        this.pace = Pace.upTo(Phase.WRITE, clock);
    }

    @Override
    public void progress(Phase phase, long done, long total) {
        Pace.Step step = pace.step(phase, done, total);
        run.progress(new Progress(
                phase.toString(),
                step.percent(),
                done,
                total,
                "points",
                step.perSecond(),
                step.secondsLeft() < 0 ? null : step.secondsLeft(),
                inputs.inWork(phase.toString(), done),
                null,
                Instant.now()));
        if (step.end()) {
            run.log().append("%s: %d points".formatted(phase, done));
        }
    }
}
