package dev.caravan.history;

/** Adds up one row of a report. */
final class PerformanceTally {
    private static final String SUM = "ms";

    private final DurationClasses durations = new DurationClasses();
    private long succeeded;
    private long failed;
    private long cancelled;

    /** @param durationClass or `ms`, whose number is milliseconds */
    void add(String status, String durationClass, long number) {
        boolean sum = durationClass.equals(SUM);
        boolean success = status.equals(OperationStatus.SUCCESS.word());
        if (sum && success) {
            durations.addMilliseconds(number);
        } else if (success) {
            durations.add(Integer.parseInt(durationClass), number);
            succeeded += number;
        } else if (!sum && status.equals(OperationStatus.FAILED.word())) {
            failed += number;
        } else if (!sum) {
            cancelled += number;
        }
    }

    PerformanceRow row(String type, String sizeClass) {
        long count = succeeded + failed + cancelled;
        return new PerformanceRow(
                type,
                sizeClass,
                count,
                succeeded,
                failed,
                cancelled,
                count == 0 ? 0 : (double) succeeded / count,
                durations.mean(),
                durations.percentile(0.5),
                durations.percentile(0.9),
                durations.percentile(0.99));
    }
}
