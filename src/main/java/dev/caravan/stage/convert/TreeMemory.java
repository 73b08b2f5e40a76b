package dev.caravan.stage.convert;

import dev.caravan.converter.ResidentMemory;
import java.util.stream.Stream;

/** The most memory that a process and its descendants have had together, as far as that has been looked at. */
final class TreeMemory {
    private long peak;

    /**
     * Looks at all that live now: for each the most it ever had. Where they reached it at different times the sum is too much.
     *
     * @return bytes, the most of all looks; 0 where the system does not tell
     */
    long look(ProcessHandle root) {
        long now = Stream.concat(Stream.of(root), root.descendants())
                .map(process -> ResidentMemory.peakOf(process.pid()))
                .mapToLong(bytes -> bytes.orElse(0))
                .sum();
        peak = Math.max(peak, now);
        return peak;
    }
}
