package dev.caravan.stage.verify;

import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.Octree;
import dev.caravan.dataset.SourceFile;
import dev.caravan.job.JobRun;
import dev.caravan.job.ProgressMeter;
import dev.caravan.las.LasFile;
import dev.caravan.las.PointCount;
import dev.caravan.potree.Check;
import dev.caravan.potree.OctreeVerifier;
import dev.caravan.potree.VerificationReport;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;

/** Compares an octree with the sources it was made of. 'Exit 0' proves nothing (row N.2). */
public class Proof {
    private final Octrees octrees;
    private final Clock clock;

    public Proof(Octrees octrees) {
        this(octrees, Clock.systemUTC());
    }

    Proof(Octrees octrees, Clock clock) {
        this.octrees = octrees;
        this.clock = clock;
    }

    /**
     * @return the dataset, its octree marked as proven
     * @throws NotProvenException a check failed; the octree is deleted, since nobody may use it
     * @throws InterruptedIOException the job was cancelled, or the service stops
     */
    public Dataset check(@Body Dataset dataset, @ExchangeProperty(JobRun.PROPERTY) JobRun run) throws IOException {
        Octree octree = dataset.requireOctree();
        Path directory = octrees.locate(dataset, run);
        VerificationReport report = verify(dataset, directory, run);
        report.checks().forEach(check -> run.log().append(check.toString()));
        note(report, run);
        if (!report.passed()) {
            octrees.discard(directory);
            throw new NotProvenException("the octree of " + dataset.title() + " is not whole: " + report.failures());
        }
        return dataset.with(octree.at(directory).proven(report.points(), clock.instant()));
    }

    private static VerificationReport verify(Dataset dataset, Path directory, JobRun run) throws IOException {
        try {
            long expected = expectedPoints(dataset, run);
            ProgressMeter meter = new ProgressMeter("verify", "points", expected, run::progress);
            return OctreeVerifier.verify(directory, OptionalLong.of(expected), points -> {
                endWhenCancelled(run);
                meter.reach(points);
            });
        } catch (CancellationException e) {
            throw (IOException) new InterruptedIOException("the check of " + dataset.title()
                            + " ended, because its job was cancelled or the service stops")
                    .initCause(e);
        }
    }

    private static void endWhenCancelled(JobRun run) {
        if (run.cancelled()) {
            throw new CancellationException();
        }
    }

    private static void note(VerificationReport report, JobRun run) {
        run.note("points", report.points());
        run.note("nodes", report.nodes());
        run.note("checks", report.checks().stream().map(Check::toString).toList());
    }

    /** What the built-in converter has decoded; after an outside one we count for ourselves. */
    private static long expectedPoints(Dataset dataset, JobRun run) throws IOException {
        Long read = dataset.requireOctree().pointsRead();
        if (read != null) {
            return read;
        }
        List<LasFile> files = new ArrayList<>();
        for (SourceFile source : dataset.sources()) {
            files.add(LasFile.open(source.path()));
        }
        return count(files, run);
    }

    private static long count(List<LasFile> files, JobRun run) throws IOException {
        long claimed = files.stream().mapToLong(file -> file.header().points()).sum();
        ProgressMeter meter = new ProgressMeter("count", "points", claimed, run::progress);
        long points = 0;
        for (LasFile file : files) {
            long before = points;
            meter.at(file.path().toString());
            points += PointCount.readable(file, counted -> {
                endWhenCancelled(run);
                meter.reach(before + counted);
            });
        }
        return points;
    }
}
