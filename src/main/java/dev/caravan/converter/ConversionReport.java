package dev.caravan.converter;

import java.nio.file.Path;
import java.time.Duration;
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
 * @param durations wall time of each phase
 * @param memory what bounds the memory used, in words
 */
public record ConversionReport(
        Path octree,
        long pointsRead,
        long pointsWritten,
        long bytes,
        int depth,
        int nodes,
        List<String> warnings,
        Map<Phase, Duration> durations,
        String memory) {

    public ConversionReport {
        warnings = List.copyOf(warnings);
        durations = Map.copyOf(durations);
    }
}
