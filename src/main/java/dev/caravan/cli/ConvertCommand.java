package dev.caravan.cli;

import dev.caravan.converter.ConversionProgress;
import dev.caravan.converter.ConversionReport;
import dev.caravan.converter.ConversionRequest;
import dev.caravan.converter.Resources;
import dev.caravan.converter.builtin.BuiltInConverter;
import dev.caravan.potree.OctreeVerifier;
import dev.caravan.potree.VerificationReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Converts files into one octree, and verifies it. */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        description = "Converts LAS and LAZ files into one Potree octree, and verifies it.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the octree is there, and has been verified",
            "1:anything that is not listed here",
            "2:the command line is wrong",
            "3:an input is at fault; the message says where",
            "4:not enough room on a disk",
            "5:not enough memory",
            "130:interrupted (143 when it was SIGTERM)"
        })
public final class ConvertCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "IN", arity = "1..*", description = "LAS or LAZ files, or directories with such files.")
    private List<Path> inputs;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "OUT",
            description = "Directory of the octree; it is made.")
    private Path output;

    @Option(names = "--replace", description = "Replace OUT when it is there.")
    private boolean replace;

    @Option(
            names = "--scratch",
            paramLabel = "DIR",
            description = "Directory for temporary files, about as large as the octree; default: beside OUT.")
    private @Nullable Path scratch;

    @Option(
            names = "--projection",
            paramLabel = "P",
            description = "Coordinate system to be written; default: what the files say.")
    private @Nullable String projection;

    @Option(
            names = {"-v", "--verbose"},
            description = "Print progress to standard error.")
    private boolean verbose;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        try (Interruption interruption = new Interruption()) {
            ConversionRequest request = ConversionRequest.of(output, InputFiles.of(inputs))
                    .replacing(replace)
                    .withProjection(projection)
                    .with(Resources.ofMachine().withScratch(scratch))
                    .cancelledBy(interruption);
            return convert(request, err);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            return Complaint.about(e, err);
        }
    }

    private int convert(ConversionRequest request, PrintWriter err) throws IOException {
        ConversionProgress progress = verbose ? new ProgressLines(err) : ConversionProgress.NONE;
        ConversionReport report = BuiltInConverter.convert(request, progress);
        report.warnings().forEach(warning -> err.println("warning: " + warning));
        err.flush();
        VerificationReport proof = OctreeVerifier.verify(report.octree(), OptionalLong.of(report.pointsRead()));
        print(report);
        if (!proof.passed()) {
            err.println("error: the octree did not pass its verification: " + proof.failures());
            return ExitCode.FAILED;
        }
        return ExitCode.DONE;
    }

    private void print(ConversionReport report) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "%s: %,d points, %,d nodes, depth %d, %,d bytes%n",
                report.octree(),
                report.pointsWritten(),
                report.nodes(),
                report.depth(),
                report.bytes());
        report.costs().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(phase -> out.printf(
                        Locale.ROOT,
                        "%-10s %8.3f s%n",
                        phase.getKey(),
                        phase.getValue().wall().toNanos() / 1e9));
        out.flush();
    }
}
