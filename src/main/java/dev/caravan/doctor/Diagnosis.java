package dev.caravan.doctor;

import java.util.Comparator;
import java.util.List;

/**
 * What all checks have found.
 *
 * @param findings in the order of the checks
 */
public record Diagnosis(List<Finding> findings) {

    public Diagnosis {
        findings = List.copyOf(findings);
    }

    /** The worst of all; OK when there are none. */
    public Status worst() {
        return findings.stream()
                .map(Finding::status)
                .max(Comparator.naturalOrder())
                .orElse(Status.OK);
    }

    public long count(Status status) {
        return findings.stream().filter(finding -> finding.status() == status).count();
    }
}
