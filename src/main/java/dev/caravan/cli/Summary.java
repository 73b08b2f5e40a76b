package dev.caravan.cli;

import dev.caravan.cli.terminal.ByteSize;
import dev.caravan.converter.ConversionReport;
import dev.caravan.converter.Cost;
import dev.caravan.converter.Phase;
import java.io.PrintWriter;
import java.util.Locale;

/** What came of a conversion, for people. */
final class Summary {

    private Summary() {}

    static void print(Outcome outcome, PrintWriter out) {
        ConversionReport report = outcome.report();
        out.printf(
                Locale.ROOT,
                "%s: %,d points, %,d nodes, depth %d, %,d bytes, %s%n",
                outcome.output(),
                report.pointsWritten(),
                report.nodes(),
                report.depth(),
                report.bytes(),
                outcome.proof().passed() ? "verified" : "NOT VERIFIED");
        out.printf("%-11s %11s %11s %15s%n", "phase", "wall", "CPU", "points/s");
        outcome.costs().forEach((phase, cost) -> print(phase.toString(), cost, report.pointsRead(), out));
        print("total", outcome.total(), report.pointsRead(), out);
        out.printf("peak memory %s%n", ByteSize.inWords(PeakMemory.bytes()));
        out.flush();
    }

    private static void print(String name, Cost cost, long points, PrintWriter out) {
        double wall = Outcome.seconds(cost.wall());
        boolean sensible = !name.equals(Phase.WRITE.toString()) && wall > 0;
        String pace = sensible ? String.format(Locale.ROOT, "%,15.0f", points / wall) : "";
        String line =
                String.format(Locale.ROOT, "%-11s %9.3f s %9.3f s %s", name, wall, Outcome.seconds(cost.cpu()), pace);
        out.println(line.stripTrailing());
    }
}
