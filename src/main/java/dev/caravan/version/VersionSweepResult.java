package dev.caravan.version;

/**
 * What came of a sweep.
 *
 * @param replaced versions that were deleted because they were replaced, and are no longer kept
 * @param abandoned versions that were deleted because their upload was never finished
 * @param failures datasets that could not be swept
 */
public record VersionSweepResult(long replaced, long abandoned, long failures) {
    static final VersionSweepResult NOTHING = new VersionSweepResult(0, 0, 0);

    VersionSweepResult plus(VersionSweepResult other) {
        return new VersionSweepResult(
                replaced + other.replaced, abandoned + other.abandoned, failures + other.failures);
    }

    /** One line for people. */
    public String summary() {
        return "versions: %d replaced ones and %d unfinished ones deleted, %d datasets failed"
                .formatted(replaced, abandoned, failures);
    }
}
