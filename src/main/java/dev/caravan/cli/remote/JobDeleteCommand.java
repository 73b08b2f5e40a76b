package dev.caravan.cli.remote;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code caravan delete} */
@Command(
        name = "delete",
        description = "Deletes jobs that have ended, with their logs; history remains.",
        footerHeading = "%nExamples:%n",
        footer = {"  caravan job delete 5f0c2c1e-8d3b-4a55-9d6e-0d6f4f0c7a11"})
final class JobDeleteCommand extends RemoteCommand {

    @Mixin
    private JobIds ids;

    @Override
    int run(Service service, Screen screen) {
        return each(ids.all(), screen, id -> {
            service.delete(JobIds.path(id));
            screen.line(Words.printable(id) + ": deleted");
            return RemoteExit.DONE;
        });
    }
}
