package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code caravan cancel} */
@Command(
        name = "cancel",
        description = {
            "Cancels jobs: their work ends, and what they have begun is removed. The children of a batch are cancelled with it.",
            "A job that has ended already is not cancelled: exit code 1."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  caravan job cancel 5f0c2c1e-8d3b-4a55-9d6e-0d6f4f0c7a11 --reason 'wrong area'"})
final class JobCancelCommand extends RemoteCommand {

    @Mixin
    private JobIds ids;

    @Mixin
    private JsonOption json;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it is kept with the job.")
    private @Nullable String reason;

    @Override
    int run(Service service, Screen screen) {
        return each(ids.all(), screen, id -> {
            ObjectNode body = Service.body();
            if (reason != null) {
                body.put("reason", reason);
            }
            JsonNode job = service.post(JobIds.path(id) + "/cancel", body);
            json.print(job, screen, () -> screen.line(Words.of(job.path("id")) + ": " + JobWords.state(job)));
            return RemoteExit.DONE;
        });
    }
}
