package dev.caravan.potree;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a verifier found.
 *
 * @param checks in the order they were made; those that need a failed one are left out
 * @param points sum over all nodes; -1 when the hierarchy could not be walked
 * @param nodes that were walked to
 */
public record VerificationReport(List<Check> checks, long points, long nodes) {

    public VerificationReport {
        checks = List.copyOf(checks);
    }

    public boolean passed() {
        return checks.stream().allMatch(Check::passed);
    }

    /** The failed checks in one line; empty when all passed. */
    public String failures() {
        return checks.stream()
                .filter(check -> !check.passed())
                .map(check -> check.name() + ": " + check.message())
                .collect(Collectors.joining("; "));
    }
}
