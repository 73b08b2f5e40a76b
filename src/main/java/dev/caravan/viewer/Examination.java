package dev.caravan.viewer;

import dev.caravan.publication.Viewing;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/** What has come of looking at a publication as a browser does. */
@Schema(name = "Examination", description = "What has come of looking at a publication as a browser does.")
public record Examination(
        String dataset,
        String target,

        @Schema(
                description =
                        "Of what viewers open, as it was asked for: metadata.json of an octree, the root's metadata of a GeoZarr.")
        String address,

        @Schema(description = "Whether a viewer can show it.")
        boolean ok,

        List<Finding> findings,
        List<Remedy> remedies,

        @Schema(description = "Remedies that were applied before the last look, as caravan.viewer.apply allows.")
        List<Cure> applied,

        Instant at) {

    public Examination {
        findings = List.copyOf(findings);
        remedies = List.copyOf(remedies);
        applied = List.copyOf(applied);
    }

    /** For the record of the publication. */
    public Viewing viewing() {
        String first = findings.stream()
                .filter(finding -> !finding.ok())
                .map(Finding::sentence)
                .findFirst()
                .orElse("");
        return new Viewing(ok, first, at);
    }
}
