package dev.caravan.bench;

import dev.caravan.potree.StoredPositions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How evenly the inner nodes of octrees are sampled: the distance of each point to its nearest neighbour in the node, divided by
 * the node's spacing. For comparing converters on the same cloud. Arguments: directories of uncompressed octrees.
 */
final class SpacingDistribution {
    private static final double[] SHARES = {0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 1};
    private static final String HEAD = "%-7s %7s %10s %7s %7s | %6s %6s %6s %6s %6s %6s %6s %7s | %s%n"
            .formatted(
                    "level",
                    "nodes",
                    "points",
                    "mean",
                    "most",
                    "min",
                    "1 %",
                    "5 %",
                    "25 %",
                    "median",
                    "75 %",
                    "95 %",
                    "max",
                    "violations");

    private final Map<Integer, Spacings> inner = new TreeMap<>();
    private int leaves;
    private long leafPoints;

    private SpacingDistribution() {}

    public static void main(String[] args) throws Exception {
        for (String octree : args) {
            System.out.println(octree);
            System.out.println(of(Path.of(octree)).table());
        }
    }

    static SpacingDistribution of(Path octree) throws IOException {
        SpacingDistribution distribution = new SpacingDistribution();
        StoredPositions.visit(octree, distribution::add);
        return distribution;
    }

    private void add(int level, boolean hasChildren, double spacing, double[][] positions) {
        if (hasChildren) {
            inner.computeIfAbsent(level, key -> new Spacings()).add(positions, spacing);
        } else {
            leaves++;
            leafPoints += positions[0].length;
        }
    }

    /** All inner nodes. */
    Spacings total() {
        Spacings total = new Spacings();
        inner.values().forEach(total::add);
        return total;
    }

    String table() {
        StringBuilder table = new StringBuilder(HEAD);
        inner.forEach((level, spacings) -> table.append(row(level.toString(), spacings)));
        table.append(row("inner", total()));
        table.append("%-7s %7d %10d %7.0f%n".formatted("leaves", leaves, leafPoints, (double) leafPoints / leaves));
        return table.toString();
    }

    private static String row(String name, Spacings spacings) {
        StringBuilder row = new StringBuilder(String.format(
                Locale.ROOT,
                "%-7s %7d %10d %7.0f %7d |",
                name,
                spacings.nodes(),
                spacings.points(),
                spacings.meanPoints(),
                spacings.mostPoints()));
        for (double share : SHARES) {
            row.append(String.format(Locale.ROOT, share == 1 ? " %7.3f" : " %6.3f", spacings.quantile(share)));
        }
        return row.append(" | ").append(spacings.violations()).append('\n').toString();
    }
}
