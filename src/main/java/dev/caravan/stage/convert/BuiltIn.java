package dev.caravan.stage.convert;

import dev.caravan.converter.ConversionReport;
import dev.caravan.converter.ConversionRequest;
import dev.caravan.converter.NotEnoughMemoryException;
import dev.caravan.converter.Resources;
import dev.caravan.converter.builtin.BuiltInConverter;
import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.Octree;
import dev.caravan.dataset.SourceFile;
import dev.caravan.job.JobRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;

/**
 * Converts by the converter of this project: small datasets in this JVM; large ones, and those that have failed before, in one of
 * their own, which may run out of memory or crash without harm to anybody.
 */
public class BuiltIn {
    private final Scratch scratch;
    private final BuiltInSettings settings;
    private final Resources share;
    private final ChildConversion child;

    /** @param java how a JVM of its own is started */
    public BuiltIn(ConvertSettings settings, Scratch scratch, ChildJava java) {
        this.scratch = scratch;
        this.settings = settings.builtin();
        this.share = share(settings);
        this.child = new ChildConversion(java, this.settings, HeapSize.of(settings));
    }

    /** Half of the heap is the service's. */
    private static Resources share(ConvertSettings settings) {
        long memory = Runtime.getRuntime().maxMemory() / 2 / settings.workers();
        return Resources.ofMachine()
                .withThreads(settings.builtin().threadsOrAll())
                .withMemory(Math.max(Resources.LEAST_MEMORY, memory));
    }

    public Dataset convert(@Body Dataset dataset, @ExchangeProperty(JobRun.PROPERTY) JobRun run) throws IOException {
        Path attempt = scratch.open(run);
        Path octree = attempt.resolve("octree");
        try {
            Inputs inputs = Inputs.of(dataset);
            boolean here = run.attempt() == 1 && inputs.points() < settings.childFrom();
            noteEngine(run, here);
            long points = here
                    ? convertHere(dataset, inputs, attempt, octree, run)
                    : child.convert(dataset, inputs, attempt, octree, run);
            run.note("octree", octree.toString());
            return dataset.with(Octree.unproven(octree, OptionalLong.of(points)).madeBy(settings.producer()));
        } catch (IOException | RuntimeException | Error e) {
            scratch.discard(attempt);
            throw e;
        }
    }

    private static void noteEngine(JobRun run, boolean here) {
        run.note("engine", here ? "builtin" : "child");
        String version = BuiltIn.class.getPackage().getImplementationVersion();
        if (version != null) {
            run.note("engineVersion", version);
        }
    }

    private long convertHere(Dataset dataset, Inputs inputs, Path attempt, Path octree, JobRun run) throws IOException {
        try {
            ConversionReport report =
                    BuiltInConverter.convert(request(dataset, attempt, octree, run), new ConversionWatch(run, inputs));
            report.warnings().forEach(warning -> run.log().append("warning: " + warning));
            run.log().append("converted %d points into %d nodes".formatted(report.pointsRead(), report.nodes()));
            run.note("points", report.pointsRead());
            run.note("nodes", report.nodes());
            run.note("warnings", report.warnings());
            return report.pointsRead();
        } catch (OutOfMemoryError e) {
            throw new NotEnoughMemoryException(
                    "the service's own Java had not enough memory (%s; -Xmx); further attempts have a Java of their own"
                            .formatted(e.getMessage()),
                    e);
        }
    }

    private ConversionRequest request(Dataset dataset, Path attempt, Path octree, JobRun run) {
        Path[] inputs = dataset.sources().stream().map(SourceFile::path).toArray(Path[]::new);
        return ConversionRequest.of(octree, inputs)
                .encodedAs(settings.encoding())
                .sampledBy(settings.method())
                .with(share.withScratch(attempt))
                .cancelledBy(run::cancelled);
    }
}
