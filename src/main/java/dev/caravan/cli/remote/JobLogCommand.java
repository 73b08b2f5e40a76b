package dev.caravan.cli.remote;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code caravan log} */
@Command(
        name = "log",
        description = "Prints what jobs have logged.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  caravan job log 5f0c2c1e-8d3b-4a55-9d6e-0d6f4f0c7a11 --tail 50",
            "  caravan job log -f 5f0c2c1e-8d3b-4a55-9d6e-0d6f4f0c7a11"
        })
final class JobLogCommand extends RemoteCommand {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    @Mixin
    private JobIds ids;

    @Option(names = "--tail", paramLabel = "N", description = "Only the last N lines.")
    private @Nullable Integer tail;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on until the job has ended.")
    private boolean follow;

    @Override
    int run(Service service, Screen screen) {
        return each(ids.all(), screen, id -> print(id, service, screen));
    }

    private int print(String id, Service service, Screen screen) {
        Utf8Text text = new Utf8Text();
        Query query = tail == null ? new Query().with("offset", 0) : new Query().with("tail", tail);
        while (true) {
            // Asked before the log: what is written after the end was seen is not missed.
            boolean ended = !follow || JobWords.hasEnded(service.get(JobIds.path(id)));
            Answer part =
                    service.send(Request.get(JobIds.path(id) + "/log" + query).accepting("text/plain"));
            print(text.after(part.body()), screen);
            query = new Query().with("offset", offset(part));
            if (ended && (part.body().length == 0 || !follow) || screen.isClosed()) {
                return RemoteExit.DONE;
            }
            if (part.body().length == 0) {
                service.transport().pause(LOOK_AGAIN);
            }
        }
    }

    private static void print(String text, Screen screen) {
        screen.out().print(screen.surroundings().outToTerminal() ? Words.printableLines(text) : text);
        screen.out().flush();
    }

    private static long offset(Answer part) {
        String offset = part.headers().firstValue("Log-Offset").orElse("");
        if (!offset.matches("\\d{1,18}")) {
            throw new RemoteException(RemoteExit.UNREACHABLE, part.about() + " was answered without a Log-Offset");
        }
        return Long.parseLong(offset);
    }
}
