package dev.caravan.stage.convert;

import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.Octree;
import dev.caravan.job.JobRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.component.exec.ExecBinding;
import org.apache.camel.component.exec.ExecCommand;
import org.apache.camel.component.exec.ExecEndpoint;
import org.apache.camel.component.exec.ExecResult;

/**
 * The exec endpoint's binding: the dataset becomes a command line, its end an octree. Nothing is taken from the message's
 * headers, so `CamelExec*` headers have no effect.
 */
public class CommandLine implements ExecBinding {
    private final ExecSettings settings;
    private final Scratch scratch;
    private final Executables executables;

    public CommandLine(ExecSettings settings, Scratch scratch) {
        this(settings, scratch, Executables.ofEnvironment());
    }

    CommandLine(ExecSettings settings, Scratch scratch, Executables executables) {
        this.settings = settings;
        this.scratch = scratch;
        this.executables = executables;
    }

    @Override
    public ExecCommand readInput(Exchange exchange, ExecEndpoint endpoint) {
        Dataset dataset = exchange.getMessage().getBody(Dataset.class);
        JobRun run = exchange.getProperty(JobRun.PROPERTY, JobRun.class);
        try {
            Path executable = executables.find(settings.command());
            Path attempt = scratch.open(run);
            return new Command(
                    executable,
                    arguments(dataset, Command.octree(attempt)),
                    dataset.sources().size() == 1
                            ? dataset.sources().get(0).path().toString()
                            : null,
                    attempt,
                    settings.timeout(),
                    run);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    @Override
    public void writeOutput(Exchange exchange, ExecResult result) {
        Command command = (Command) result.getCommand();
        Dataset dataset = exchange.getMessage().getBody(Dataset.class);
        Octree octree = Octree.unproven(command.octree(), OptionalLong.empty()).madeBy(settings.producer());
        exchange.getMessage().setBody(dataset.with(octree));
    }

    private List<String> arguments(Dataset dataset, Path output) {
        return settings.arguments().stream()
                .flatMap(argument -> argument.equals(ExecSettings.INPUT)
                        ? inputs(dataset)
                        : Stream.of(argument.replace(
                                        ExecSettings.INPUT,
                                        inputs(dataset).findFirst().orElseThrow())
                                .replace(ExecSettings.OUTPUT, output.toString())))
                .toList();
    }

    private static Stream<String> inputs(Dataset dataset) {
        return dataset.sources().stream().map(source -> source.path().toString());
    }
}
