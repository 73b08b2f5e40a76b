package dev.caravan.cli.remote;

import dev.caravan.cli.terminal.Version;
import picocli.CommandLine.Command;

/** What is done with single jobs. */
@Command(
        name = "job",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            JobShowCommand.class,
            JobWatchCommand.class,
            JobLogCommand.class,
            JobCancelCommand.class,
            JobRetryCommand.class,
            JobPriorityCommand.class,
            JobDeleteCommand.class
        },
        description = "Shows, watches and steers jobs of a running service, by their ids (see `caravan jobs`).")
final class JobCommand {}
