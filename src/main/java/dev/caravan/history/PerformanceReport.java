package dev.caravan.history;

import java.time.Instant;
import java.util.List;

/**
 * How quick and how sure the work of some days was, by UTC's days.
 *
 * @param days so many, today included
 * @param from their beginning
 * @param to the moment of the report
 * @param rows by type and size
 * @param totals by type
 */
public record PerformanceReport(
        int days, Instant from, Instant to, List<PerformanceRow> rows, List<PerformanceRow> totals) {

    public PerformanceReport {
        rows = List.copyOf(rows);
        totals = List.copyOf(totals);
    }
}
