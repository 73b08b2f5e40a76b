package dev.caravan.cli;

import dev.caravan.Caravan;
import dev.caravan.cli.terminal.Version;
import dev.caravan.setting.InvalidSettingException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** The root command. Without a subcommand it is the service; the subcommands do without it, and start at once. */
@Command(
        name = "caravan",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            ConvertCommand.class,
            VerifyCommand.class,
            CompressCommand.class,
            SampleCommand.class,
            SendCommand.class,
            ApiKeyCommand.class,
            CompletionCommand.class
        },
        description = {
            "Carries point clouds from directories, through a converter, to object storage.",
            "",
            "Without a command it starts the service: it scans the source directories on a schedule and keeps running. "
                    + "Any key of application.yaml can be given as --key=value, for instance --caravan.scan.schedule='0 0 3 * * ?'.",
            "",
            "The commands convert, verify, compress, sample, send and completion work by themselves; all others speak to a running service.",
            ""
        },
        exitCodeListHeading = "%nExit codes of the service:%n",
        exitCodeList = {
            "0:stopped; with --once: every file is published",
            "1:it could not start; with --once: something failed, and what and why was printed",
            "2:the command line or the configuration is wrong"
        })
public class CaravanCommand implements Callable<Integer> {
    /** The service goes on in the background; there is nothing to exit with yet. */
    public static final int RUNNING = -1;

    /** In one run the command scans, and nothing else. */
    private static final List<String> NO_TRIGGERS =
            List.of("--caravan.scan.on-schedule=false", "--caravan.scan.at-start=false");

    @Option(names = "--once", description = "Scan once, carry everything to its end, print a summary, and exit.")
    private boolean once;

    /** Keys for Spring, `--key=value`. */
    @Unmatched
    private List<String> settings = new ArrayList<>();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        refuseUnknownWords();
        SpringApplication service = new SpringApplication(Caravan.class);
        try {
            ConfigurableApplicationContext context = service.run(arguments());
            return once
                    ? SpringApplication.exit(
                            context, () -> context.getBean(OneRun.class).run())
                    : RUNNING;
        } catch (RuntimeException e) {
            // Spring has reported it: a mistake in the configuration in one line, anything else with its stack trace.
            return isSettingsProblem(e) ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
        }
    }

    private String[] arguments() {
        return Stream.concat(settings.stream(), once ? NO_TRIGGERS.stream() : Stream.empty())
                .toArray(String[]::new);
    }

    private void refuseUnknownWords() {
        settings.stream()
                .filter(word -> !word.startsWith("--") || !word.contains("="))
                .findFirst()
                .ifPresent(word -> {
                    throw new ParameterException(
                            spec.commandLine(),
                            "'" + word + "' is neither a command ("
                                    + String.join(", ", spec.subcommands().keySet()) + ") nor a setting (--key=value)");
                });
    }

    private static boolean isSettingsProblem(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(InvalidSettingException.class::isInstance);
    }
}
