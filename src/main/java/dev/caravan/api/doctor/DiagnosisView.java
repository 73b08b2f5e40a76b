package dev.caravan.api.doctor;

import dev.caravan.doctor.Diagnosis;
import dev.caravan.doctor.Finding;
import dev.caravan.doctor.Status;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** What all checks have found, as the API and `caravan doctor --offline` show it. */
@Schema(name = "Diagnosis", description = "Whether everything is as the service needs it.")
public record DiagnosisView(
        @Schema(
                description = "The worst of all items, in the order OK, SKIPPED, WARNING, FAILED.",
                allowableValues = {"OK", "SKIPPED", "WARNING", "FAILED"})
        String status,

        @Schema(description = "Items that are FAILED.") long failed,

        @Schema(description = "Items that are WARNING.") long warnings,

        @Schema(description = "Items that were SKIPPED.") long skipped,

        List<FindingView> items) {

    public static DiagnosisView of(Diagnosis diagnosis) {
        return new DiagnosisView(
                diagnosis.worst().name(),
                diagnosis.count(Status.FAILED),
                diagnosis.count(Status.WARNING),
                diagnosis.count(Status.SKIPPED),
                diagnosis.findings().stream().map(FindingView::of).toList());
    }

    /** One of them. */
    @Schema(name = "Finding", description = "How one thing is.")
    record FindingView(
            @Schema(example = "redis") String check,

            @Schema(description = "The thing, such as a directory or a target; empty when there is only one.")
            String subject,

            @Schema(
                    description =
                            "SKIPPED: it could not be looked at, or is not needed, and message says why; WARNING: it works, but somebody should know; FAILED: something that is configured cannot be done.",
                    allowableValues = {"OK", "SKIPPED", "WARNING", "FAILED"})
            String status,

            @Schema(description = "How it is.") String message,

            @Schema(description = "What can be done about it; empty when nothing is wrong.")
            String remedy) {

        static FindingView of(Finding finding) {
            return new FindingView(
                    finding.check(), finding.subject(), finding.status().name(), finding.message(), finding.remedy());
        }
    }
}
