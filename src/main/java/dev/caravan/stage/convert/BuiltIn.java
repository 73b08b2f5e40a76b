package dev.caravan.stage.convert;

import dev.caravan.converter.ConversionProgress;
import dev.caravan.converter.ConversionReport;
import dev.caravan.converter.ConversionRequest;
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

/** Converts by the converter of this project, in this JVM. */
public class BuiltIn {
    private final Scratch scratch;

    public BuiltIn(Scratch scratch) {
        this.scratch = scratch;
    }

    public Dataset convert(@Body Dataset dataset, @ExchangeProperty(JobRun.PROPERTY) JobRun run) throws IOException {
        Path attempt = scratch.open(run);
        try {
            ConversionReport report = BuiltInConverter.convert(request(dataset, attempt, run), progress(run));
            report.warnings().forEach(warning -> run.log().append("warning: " + warning));
            run.log().append("converted %d points into %d nodes".formatted(report.pointsRead(), report.nodes()));
            return dataset.with(Octree.unproven(report.octree(), OptionalLong.of(report.pointsRead())));
        } catch (IOException | RuntimeException | Error e) {
            scratch.discard(attempt);
            throw e;
        }
    }

    private static ConversionRequest request(Dataset dataset, Path attempt, JobRun run) {
        Path[] inputs = dataset.sources().stream().map(SourceFile::path).toArray(Path[]::new);
        return ConversionRequest.of(attempt.resolve("octree"), inputs)
                .withScratch(attempt)
                .cancelledBy(run::cancelled);
    }

    /** One line for each phase; the finer steps are for those who watch. */
    private static ConversionProgress progress(JobRun run) {
        return (phase, done, total) -> {
            if (done == total) {
                run.log().append("%s: %d points".formatted(phase, done));
            }
        };
    }
}
