package dev.caravan.cli;

import dev.caravan.converter.ConversionProgress;
import dev.caravan.converter.ConversionReport;
import dev.caravan.converter.ConversionRequest;
import dev.caravan.converter.Cost;
import dev.caravan.converter.Phase;
import dev.caravan.converter.builtin.BuiltInConverter;
import dev.caravan.potree.OctreeVerifier;
import dev.caravan.potree.VerificationReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;

/** Converts, verifies, and gives the octree its name only when it has been proven. */
final class ProvenConversion {

    private ProvenConversion() {}

    /** @param request its output is the octree's final place */
    static Outcome run(ConversionRequest request, ConversionProgress progress) throws IOException {
        try (OutputPlace place = OutputPlace.of(request.output(), request.replace())) {
            ConversionReport report = BuiltInConverter.convert(request.writingTo(place.unproven()), progress);
            long started = System.nanoTime();
            Duration cpu = cpu();
            VerificationReport proof = verify(report, progress);
            Cost cost = new Cost(Duration.ofNanos(System.nanoTime() - started), cpu().minus(cpu));
            if (proof.passed()) {
                place.publish();
            }
            return Outcome.of(place.output(), report, proof, cost);
        }
    }

    private static VerificationReport verify(ConversionReport report, ConversionProgress progress) {
        long points = report.pointsRead();
        Path octree = report.octree();
        progress.progress(Phase.VERIFY, 0, points);
        VerificationReport proof = OctreeVerifier.verify(
                octree,
                OptionalLong.of(points),
                seen -> progress.progress(Phase.VERIFY, Math.min(seen, points), points));
        progress.progress(Phase.VERIFY, points, points);
        return proof;
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
