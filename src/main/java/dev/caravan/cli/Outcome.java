package dev.caravan.cli;

import dev.caravan.converter.ConversionReport;
import dev.caravan.converter.Cost;
import dev.caravan.converter.Phase;
import dev.caravan.potree.VerificationReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * What came of a conversion.
 *
 * @param output the octree's place, where it lies if the proof passed
 * @param report as the converter gave it
 * @param proof of the octree
 * @param costs of each phase, the verification among them, in their order
 */
record Outcome(Path output, ConversionReport report, VerificationReport proof, Map<Phase, Cost> costs) {

    static Outcome of(Path output, ConversionReport report, VerificationReport proof, Cost verification) {
        Map<Phase, Cost> costs = new EnumMap<>(Phase.class);
        costs.putAll(report.costs());
        costs.put(Phase.VERIFY, verification);
        return new Outcome(output, report, proof, costs);
    }

    /** All phases together, without the start of Java. */
    Cost total() {
        Duration wall = Duration.ZERO;
        Duration cpu = Duration.ZERO;
        for (Cost cost : costs.values()) {
            wall = wall.plus(cost.wall());
            cpu = cpu.plus(cost.cpu());
        }
        return new Cost(wall, cpu);
    }

    double pointsPerSecond() {
        return report.pointsRead() / seconds(total().wall());
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
