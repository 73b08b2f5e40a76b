package dev.caravan.cli;

import dev.caravan.sample.SampleTerrain;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a made-up landscape. */
@Command(
        name = "sample",
        mixinStandardHelpOptions = true,
        description =
                "Writes a made-up landscape (hills, a river, trees, buildings) as LAS 1.2, point format 3, or as LAZ.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the file is there",
            "1:anything that is not listed here",
            "2:the command line is wrong",
            "4:not enough room on the disk"
        })
public final class SampleCommand implements Callable<Integer> {
    /** The count that LAS 1.2 can hold. */
    private static final long MOST_POINTS = 0xFFFFFFFFL;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            description = "The file to be written; replaced when it is there. A name that ends in .laz makes it LAZ.")
    private Path file;

    @Option(names = "--points", paramLabel = "N", defaultValue = "250000", description = "Default: ${DEFAULT-VALUE}.")
    private long points;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "The same seed and number of points give the same file. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--laz", description = "Write LAZ, whatever the name.")
    private boolean laz;

    @Override
    public Integer call() {
        if (points < 1 || points > MOST_POINTS) {
            throw new ParameterException(
                    spec.commandLine(), "--points is " + points + ", expected 1 to " + MOST_POINTS);
        }
        PrintWriter out = spec.commandLine().getOut();
        try {
            if (laz) {
                SampleTerrain.writeLaz(file, points, seed);
            } else {
                SampleTerrain.write(file, points, seed);
            }
            out.printf(Locale.ROOT, "%s: %,d points%n", file, points);
            out.flush();
            return ExitCode.DONE;
        } catch (IOException | RuntimeException e) {
            return Complaint.about(e, spec.commandLine().getErr());
        }
    }
}
