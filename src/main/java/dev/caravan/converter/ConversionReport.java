package dev.caravan.converter;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a conversion did.
 *
 * @param octree where it lies
 * @param pointsRead decoded from the inputs
 * @param pointsWritten in all nodes together
 * @param bytes of the octree's three files
 * @param depth deepest level
 * @param warnings what was wrong in the inputs and could be helped, one sentence each
 * @param costs of each phase that was needed
 */
public record ConversionReport(
        Path octree,
        long pointsRead,
        long pointsWritten,
        long bytes,
        int depth,
        int nodes,
        List<String> warnings,
        Map<Phase, Cost> costs) {

    public ConversionReport {
        warnings = List.copyOf(warnings);
        costs = Map.copyOf(costs);
    }
}
