package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How work that is asked for is to be done. */
final class WorkOptions {

    @Mixin
    private AskedFor askedFor;

    @Option(names = "--force", description = "Also what is done already, and has not changed.")
    private boolean force;

    @Option(
            names = "--from",
            paramLabel = "STAGE",
            completionCandidates = Candidates.Stages.class,
            description = "Begin at this stage: ${COMPLETION-CANDIDATES}. Default: convert.")
    private @Nullable String from;

    void addTo(ObjectNode body) {
        askedFor.addTo(body);
        AskedFor.put(body, "from", from);
        if (force) {
            body.put("force", true);
        }
    }
}
