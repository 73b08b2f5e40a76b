package dev.caravan.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compresses LAS files to LAZ, or the reverse, and proves that nothing was lost. */
@Command(
        name = "compress",
        mixinStandardHelpOptions = true,
        description = {
            "Compresses LAS files to LAZ (or LAZ to LAS, with -d), and proves that nothing was lost.",
            "",
            "Each result is read again and compared with its source, point by point, before it gets its name. "
                    + "Header, variable length records and waveforms are carried over. LAZ can be compressed anew.",
            ""
        },
        exitCodeListHeading = "%nExit codes (of the first file that failed; the others are still done):%n",
        exitCodeList = {
            "0:every result is there, and equals its source",
            "1:anything that is not listed here",
            "2:the command line is wrong",
            "3:an input is at fault; the message says where",
            "4:not enough room on a disk",
            "5:not enough memory",
            "130:interrupted (143 when it was SIGTERM)"
        })
public final class CompressCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "IN", arity = "1..*", description = "LAS or LAZ files, or directories with such files.")
    private List<Path> inputs;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            description = "The file to be written, or a directory for the results, which is made. Several files need "
                    + "a directory. Default: beside each IN, with the other suffix.")
    private @Nullable Path output;

    @Option(
            names = {"-d", "--decompress"},
            description = "Write LAS.")
    private boolean decompress;

    @Option(names = "--replace", description = "Replace results that are there, even an IN itself.")
    private boolean replace;

    @Option(
            names = {"-v", "--verbose"},
            description = "Print progress to standard error.")
    private boolean verbose;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        try (Interruption interruption = new Interruption()) {
            CompressionJob job = new CompressionJob(
                    !decompress,
                    replace,
                    interruption,
                    spec.commandLine().getOut(),
                    err,
                    verbose ? new StepLines(err) : null);
            return compress(plan(), job, err);
        } catch (ParameterException e) {
            // Picocli says it, together with the usage.
            throw e;
        } catch (IOException | RuntimeException e) {
            return Complaint.about(e, err);
        }
    }

    private record Task(Path source, Path target) {}

    private static int compress(Collection<Task> tasks, CompressionJob job, PrintWriter err) {
        int code = ExitCode.DONE;
        for (Task task : tasks) {
            int found = compress(task, job, err);
            code = code == ExitCode.DONE ? found : code;
            if (found == ExitCode.INTERRUPTED || found == ExitCode.NOT_ENOUGH_MEMORY) {
                return found;
            }
        }
        return code;
    }

    private static int compress(Task task, CompressionJob job, PrintWriter err) {
        try {
            return job.run(task.source, task.target) ? ExitCode.DONE : ExitCode.FAILED;
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            return Complaint.about(e, err);
        }
    }

    /** @throws ParameterException when one target would have two sources */
    private Collection<Task> plan() throws IOException {
        List<Path> files = InputFiles.of(inputs);
        boolean intoDirectory = output != null && (files.size() > 1 || Files.isDirectory(output));
        if (output != null && intoDirectory) {
            Files.createDirectories(output);
        }
        Map<Path, Task> tasks = new LinkedHashMap<>();
        for (Path file : files) {
            Task task = new Task(file, output == null || intoDirectory ? renamed(file) : output);
            Task other = tasks.putIfAbsent(task.target.toAbsolutePath().normalize(), task);
            if (other != null) {
                throw new ParameterException(
                        spec.commandLine(), other.source + " and " + file + " would both become " + task.target);
            }
        }
        return tasks.values();
    }

    private Path renamed(Path file) {
        String name = String.valueOf(file.getFileName());
        String lower = name.toLowerCase(Locale.ROOT);
        boolean suffixed = lower.endsWith(".las") || lower.endsWith(".laz");
        String base = suffixed ? name.substring(0, name.length() - 4) : name;
        String target = base + (decompress ? ".las" : ".laz");
        return output == null ? file.resolveSibling(target) : output.resolve(target);
    }
}
