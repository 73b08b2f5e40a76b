package dev.caravan.cli.remote;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The commands that speak to a running service. Each is loaded only when it is called. */
public final class RemoteCommands {
    private static final List<String> NAMES = List.of(
            "scan",
            "submit",
            "jobs",
            "job",
            "files",
            "why",
            "reprocess",
            "geozarr",
            "versions",
            "rollback",
            "check-viewer",
            "link",
            "publish",
            "publications",
            "archive",
            "restore",
            "deleted",
            "unpublish",
            "retention",
            "targets",
            "doctor",
            "history",
            "stats",
            "queues",
            "workers",
            "report",
            "clean-up",
            "audit",
            "rebuild");

    private RemoteCommands() {}

    /** @return the exit code; null when the first word is none of these commands */
    public static @Nullable Integer run(String... words) {
        if (words.length == 0 || !NAMES.contains(words[0])) {
            return null;
        }
        return commandLine(words[0], Surroundings.real())
                .setOut(utf8(FileDescriptor.out))
                .setErr(utf8(FileDescriptor.err))
                .execute(Arrays.copyOfRange(words, 1, words.length));
    }

    /** Makes them subcommands, for the help of the whole and for its completion. */
    public static void addTo(CommandLine root) {
        Surroundings surroundings = Surroundings.real();
        NAMES.forEach(
                name -> root.addSubcommand(name, commandLine(name, surroundings).setCommandName(name)));
    }

    static List<String> names() {
        return NAMES;
    }

    static CommandLine commandLine(String name, Surroundings surroundings) {
        return new CommandLine(command(name), new Factory(surroundings))
                .setCommandName("caravan " + name)
                .setUsageHelpLongOptionsMaxWidth(24);
    }

    private static Object command(String name) {
        return switch (name) {
            case "scan" -> new ScanCommand();
            case "submit" -> new SubmitCommand();
            case "jobs" -> new JobsCommand();
            case "job" -> new JobCommand();
            case "files" -> new FilesCommand();
            case "why" -> new WhyCommand();
            case "reprocess" -> new ReprocessCommand();
            case "geozarr" -> new GeoZarrCommand();
            case "versions" -> new VersionsCommand();
            case "rollback" -> new RollbackCommand();
            case "check-viewer" -> new CheckViewerCommand();
            case "link" -> new LinkCommand();
            case "publish" -> new PublishCommand();
            case "publications" -> new PublicationsCommand();
            case "archive" -> new ArchiveCommand();
            case "restore" -> new RestoreCommand();
            case "deleted" -> new DeletedCommand();
            case "unpublish" -> new UnpublishCommand();
            case "retention" -> new RetentionCommand();
            case "targets" -> new TargetsCommand();
            case "doctor" -> new DoctorCommand();
            case "history" -> new HistoryCommand();
            case "stats" -> new StatsCommand();
            case "queues" -> new QueuesCommand();
            case "workers" -> new WorkersCommand();
            case "report" -> new ReportCommand();
            case "clean-up" -> new CleanUpCommand();
            case "audit" -> new AuditCommand();
            case "rebuild" -> new RebuildCommand();
            default -> throw new IllegalArgumentException("no command " + name);
        };
    }

    /** What the service says is UTF-8, whatever the locale here. */
    private static PrintWriter utf8(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
    }

    /** Gives each command its surroundings; all else is made as picocli makes it. */
    private record Factory(Surroundings surroundings) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            if (type == ServiceOptions.class) {
                return type.cast(new ServiceOptions(surroundings));
            }
            return type == GeoZarrGroupsCommand.class
                    ? type.cast(new GeoZarrGroupsCommand(surroundings))
                    : CommandLine.defaultFactory().create(type);
        }
    }
}
