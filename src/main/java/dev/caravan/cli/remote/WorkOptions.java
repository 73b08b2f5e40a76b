package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How work that is asked for is to be done. */
final class WorkOptions {

    @Option(
            names = "--priority",
            paramLabel = "PRIORITY",
            completionCandidates = Candidates.Priorities.class,
            description = "${COMPLETION-CANDIDATES}.")
    private @Nullable String priority;

    @Option(names = "--user", paramLabel = "NAME", description = "For whom; users have equal shares.")
    private @Nullable String user;

    @Option(names = "--project", paramLabel = "NAME", description = "A label to find it by.")
    private @Nullable String project;

    @Option(names = "--force", description = "Also what is done already, and has not changed.")
    private boolean force;

    @Option(
            names = "--from",
            paramLabel = "STAGE",
            completionCandidates = Candidates.Stages.class,
            description = "Begin at this stage: ${COMPLETION-CANDIDATES}. Default: convert.")
    private @Nullable String from;

    void addTo(ObjectNode body) {
        put(body, "priority", priority);
        put(body, "user", user);
        put(body, "project", project);
        put(body, "from", from);
        if (force) {
            body.put("force", true);
        }
    }

    private static void put(ObjectNode body, String field, @Nullable String value) {
        if (value != null) {
            body.put(field, value);
        }
    }
}
