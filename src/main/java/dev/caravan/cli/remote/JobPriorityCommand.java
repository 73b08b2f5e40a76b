package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code caravan priority} */
@Command(
        name = "priority",
        description = "Gives jobs another priority; those that wait change their place.",
        footerHeading = "%nExamples:%n",
        footer = {"  caravan job priority URGENT 5f0c2c1e-8d3b-4a55-9d6e-0d6f4f0c7a11"})
final class JobPriorityCommand extends RemoteCommand {

    @Parameters(
            index = "0",
            paramLabel = "PRIORITY",
            completionCandidates = Candidates.Priorities.class,
            description = "${COMPLETION-CANDIDATES}.")
    private String priority;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "ID", description = "Ids of jobs.")
    private List<String> ids = new ArrayList<>();

    @Mixin
    private JsonOption json;

    @Override
    int run(Service service, Screen screen) {
        return each(ids, screen, id -> {
            JsonNode job = service.put(JobIds.path(id), Service.body().put("priority", priority));
            json.print(
                    job,
                    screen,
                    () -> screen.line(Words.of(job.path("id")) + ": " + Words.of(job.path("priority")) + ", "
                            + JobWords.state(job)));
            return RemoteExit.DONE;
        });
    }
}
