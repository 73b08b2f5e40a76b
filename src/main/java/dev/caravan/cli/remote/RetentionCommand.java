package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code caravan retention} */
@Command(
        name = "retention",
        description = {
            "What the policy (caravan.retention) would unpublish now, and why; and what stays, and why.",
            "With --apply it is done."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  caravan retention", "  caravan retention --apply"})
final class RetentionCommand extends RemoteCommand {

    @Option(names = "--dry-run", description = "Only list what would go, as without --apply.")
    private boolean dryRun;

    @Option(names = "--apply", description = "Do it.")
    private boolean apply;

    @Mixin
    private JsonOption json;

    @Override
    int run(Service service, Screen screen) {
        if (dryRun && apply) {
            throw wrong("expected one of --dry-run and --apply");
        }
        JsonNode answer = service.post("/retention", Service.body().put("dryRun", !apply));
        json.print(answer, screen, () -> Unpublished.print(answer, screen, "--apply"));
        return RemoteExit.DONE;
    }
}
