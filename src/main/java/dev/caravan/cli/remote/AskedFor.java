package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** For whom work is asked for, and how soon it is to be done. */
final class AskedFor {

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

    void addTo(ObjectNode body) {
        put(body, "priority", priority);
        put(body, "user", user);
        put(body, "project", project);
    }

    /** Leaves out what is not given. */
    static void put(ObjectNode body, String field, @Nullable String value) {
        if (value != null) {
            body.put(field, value);
        }
    }
}
