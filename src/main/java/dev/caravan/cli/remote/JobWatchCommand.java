package dev.caravan.cli.remote;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code caravan watch} */
@Command(
        name = "watch",
        description = {
            "Shows the progress of jobs until they have ended, one after the other: a bar at a terminal, lines otherwise, both on standard error. Then how it ended, on standard output.",
            "",
            "A connection that is cut is taken up again. Interrupting the command does not end the job."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  caravan job watch 5f0c2c1e-8d3b-4a55-9d6e-0d6f4f0c7a11"},
        exitCodeList = {
            "0:the job is completed",
            "1:the job failed or was cancelled; one of its children failed",
            RemoteExit.USAGE_TEXT,
            RemoteExit.NOT_FOUND_TEXT,
            RemoteExit.NOT_ALLOWED_TEXT,
            RemoteExit.UNREACHABLE_TEXT,
            "6:the batch is completed, but some of its children were cancelled",
            RemoteExit.INTERRUPTED_TEXT
        })
final class JobWatchCommand extends RemoteCommand {

    @Mixin
    private JobIds ids;

    @Mixin
    private JsonOption json;

    @Override
    int run(Service service, Screen screen) {
        return each(ids.all(), screen, id -> new Watch(service, screen, json).until(id));
    }
}
