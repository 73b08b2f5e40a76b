package dev.caravan.cli;

import dev.caravan.las.PointCount;
import dev.caravan.potree.OctreeVerifier;
import dev.caravan.potree.VerificationReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Proves that an octree is whole. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Proves that an octree is whole, whoever made it: one line a check.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all checks passed",
            "1:a check failed, or anything that is not listed here",
            "2:the command line is wrong",
            "3:a source cannot be read"
        })
public final class VerifyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Directory with metadata.json, hierarchy.bin and octree.bin.")
    private Path octree;

    @Option(
            names = "--source",
            arity = "1..*",
            paramLabel = "FILE",
            description = "LAS or LAZ files it was made of: their readable points are counted and compared.")
    private List<Path> sources = List.of();

    @Override
    public Integer call() {
        try {
            VerificationReport report = OctreeVerifier.verify(octree, expected());
            PrintWriter out = spec.commandLine().getOut();
            report.checks().forEach(out::println);
            out.flush();
            return report.passed() ? ExitCode.DONE : ExitCode.FAILED;
        } catch (IOException | RuntimeException e) {
            return Complaint.about(e, spec.commandLine().getErr());
        }
    }

    private OptionalLong expected() throws IOException {
        if (sources.isEmpty()) {
            return OptionalLong.empty();
        }
        long points = 0;
        for (Path source : InputFiles.of(sources)) {
            points += PointCount.readable(source);
        }
        return OptionalLong.of(points);
    }
}
