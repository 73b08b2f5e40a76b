package dev.caravan.cli.remote;

import dev.caravan.cli.terminal.Version;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that asks the service: its refusals become one line each and an exit code, never a stack trace. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = RemoteExit.HEADING,
        exitCodeList = {
            RemoteExit.DONE_TEXT,
            RemoteExit.FAILED_TEXT,
            RemoteExit.USAGE_TEXT,
            RemoteExit.NOT_FOUND_TEXT,
            RemoteExit.NOT_ALLOWED_TEXT,
            RemoteExit.UNREACHABLE_TEXT,
            RemoteExit.INTERRUPTED_TEXT
        })
abstract class RemoteCommand implements Callable<Integer> {
    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(30);

    @Spec
    private CommandSpec spec;

    @Mixin
    private ServiceOptions options;

    @Override
    public final Integer call() {
        Screen screen =
                new Screen(spec.commandLine().getOut(), spec.commandLine().getErr(), options.surroundings());
        try {
            return run(options.service(usualTimeout()), screen);
        } catch (RemoteException e) {
            screen.error(e);
            return e.exit();
        }
    }

    /** @return the exit code */
    abstract int run(Service service, Screen screen);

    Duration usualTimeout() {
        return USUAL_TIMEOUT;
    }

    ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /**
     * One after the other: what is wrong with one is said, and the others have their turn. Who is not allowed in, or finds no service,
     * need not try again.
     *
     * @return the first exit code that is not 0
     */
    static int each(List<String> names, Screen screen, ToIntFunction<String> action) {
        int worst = RemoteExit.DONE;
        for (String name : names) {
            int exit = one(name, screen, action);
            worst = worst == RemoteExit.DONE ? exit : worst;
        }
        return worst;
    }

    private static int one(String name, Screen screen, ToIntFunction<String> action) {
        try {
            return action.applyAsInt(name);
        } catch (RemoteException e) {
            if (e.exit() == RemoteExit.NOT_ALLOWED || e.exit() == RemoteExit.UNREACHABLE) {
                throw e;
            }
            screen.error(e);
            return e.exit();
        }
    }
}
