package dev.caravan.cli;

import dev.caravan.cli.terminal.ByteSize;
import dev.caravan.converter.Resources;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a conversion may use, as options; what is not given is as the machine or the container grants it. */
final class ResourceOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads that work; default: one for each processor that this machine or container has.")
    private @Nullable Integer threads;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            converter = ByteSize.class,
            description = "Memory for points, buffers and sorting, such as 800M or 2G, at least 64M; more goes to the "
                    + "scratch directory. Default: half of what Java may have (-Xmx).")
    private @Nullable Long memory;

    @Option(
            names = "--scratch",
            paramLabel = "DIR",
            description = "Directory for temporary files, about as large as the octree before compression; "
                    + "default: beside OUT. They are removed whatever happens, but for kill -9.")
    private @Nullable Path scratch;

    Resources resources() {
        Resources resources = Resources.ofMachine().withScratch(scratch);
        if (threads != null) {
            require(threads >= 1, "--threads is " + threads + ", expected at least 1");
            resources = resources.withThreads(threads);
        }
        if (memory != null) {
            requireMemory(memory);
            resources = resources.withMemory(memory);
        }
        return resources;
    }

    private void requireMemory(long bytes) {
        long most = Runtime.getRuntime().maxMemory();
        require(
                bytes >= Resources.LEAST_MEMORY,
                "--memory is " + ByteSize.inWords(bytes) + ", expected at least "
                        + ByteSize.inWords(Resources.LEAST_MEMORY));
        require(
                bytes <= most,
                "--memory is " + ByteSize.inWords(bytes) + ", but this Java may have only " + ByteSize.inWords(most)
                        + "; give it more with -Xmx");
    }

    private void require(boolean condition, String message) {
        if (!condition) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
