package dev.caravan.cli;

import dev.caravan.converter.ConversionRequest;
import dev.caravan.converter.SamplingMethod;
import dev.caravan.potree.Encoding;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Converts files into one octree, and verifies it. */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpWidth = 100,
        description = {
            "Converts LAS and LAZ files into one Potree octree, and verifies it.",
            "",
            "Takes PotreeConverter's command line. Nothing bears the name OUT before it has been verified.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  caravan convert a.laz                                 into a.laz_converted",
            "  caravan convert tiles/ -o OUT --encoding BROTLI       all .las and .laz of a directory",
            "  caravan convert -i a.las b.las -o OUT --replace --attributes rgb \"return number\"",
            "  caravan convert big.las -o OUT --memory 2G --scratch /fast --json --progress=none",
            "",
            "Attributes are named as in metadata.json; a name with a blank in it needs quotes. Which there "
                    + "are depends on the point format: intensity, \"return number\", \"number of returns\", "
                    + "classification, \"classification flags\", \"scan angle rank\", \"scan angle\", "
                    + "\"user data\", \"point source id\", gps-time, rgb, nir, and extra bytes by the name that "
                    + "the file gives them. A name that no input has is an error, which lists those that there are.",
            "",
            "Unlike PotreeConverter it refuses to overwrite OUT without --replace, and truncated files. "
                    + "--chunkMethod, --title and --keep-chunks are ignored with a warning; --no-chunking, "
                    + "--no-indexing, --generate-page and -m poisson_average are refused.",
            "",
            "Exit codes, progress lines and the JSON summary: docs/convert.md."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the octree is there, and has been verified",
            "1:anything that is not listed here; no octree is there",
            "2:the command line is wrong",
            "3:an input is at fault; the message says where",
            "4:not enough room on a disk",
            "5:not enough memory",
            "130:interrupted (143 when it was SIGTERM)"
        })
public final class ConvertCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "IN",
            arity = "0..*",
            description = "LAS or LAZ files, or directories: of these the .las and .laz files in them, not below them.")
    private List<Path> inputs = new ArrayList<>();

    @Option(
            names = {"-i", "--source"},
            arity = "1..*",
            paramLabel = "IN",
            description = "The same.")
    private List<Path> sources = new ArrayList<>();

    @Option(
            names = {"-o", "--outdir", "--output"},
            paramLabel = "OUT",
            description = "Directory of the octree; it is made. Default: <first IN>_converted, beside IN.")
    private @Nullable Path output;

    @Option(names = "--replace", description = "Replace the octree that is in OUT.")
    private boolean replace;

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            converter = EncodingName.class,
            description = "DEFAULT, or BROTLI: compressed, smaller and slower to make. Default: DEFAULT.")
    private Encoding encoding = Encoding.DEFAULT;

    @Option(
            names = {"-m", "--method"},
            paramLabel = "NAME",
            converter = MethodName.class,
            description =
                    "How points are chosen for coarser levels: poisson, evenly spaced, or random, faster and less even. "
                            + "Default: ${DEFAULT-VALUE}.")
    private SamplingMethod method = SamplingMethod.POISSON;

    @Option(
            names = "--attributes",
            arity = "1..*",
            paramLabel = "NAME",
            description = "Attributes to be kept besides the position, in this order; default: all.")
    private List<String> attributes = new ArrayList<>();

    @Option(
            names = "--projection",
            paramLabel = "P",
            description = "Coordinate system to be written; default: what the files say.")
    private @Nullable String projection;

    @Mixin
    private ResourceOptions resources = new ResourceOptions();

    @Option(
            names = "--progress",
            paramLabel = "HOW",
            converter = StyleName.class,
            description = "On standard error: bar, lines, none, or auto, which is a bar at a terminal, else lines. "
                    + "Default: auto.")
    private ProgressReport.Style progress = ProgressReport.Style.AUTO;

    @Option(names = "--json", description = "Print the summary as one JSON object.")
    private boolean json;

    @Option(
            names = "--send-ahead",
            paramLabel = "ORDER",
            description =
                    "Once OUT is there, send it to S3 as this file of the service says, but for its metadata, which "
                            + "the service sends when it has proven it. May be given more than once; what fails is a warning.")
    private List<Path> ahead = new ArrayList<>();

    @Mixin
    private ForeignOptions foreign = new ForeignOptions();

    @Override
    public Integer call() {
        try (Interruption interruption = new Interruption();
                MemoryWatch memory = new MemoryWatch()) {
            try {
                ConversionRequest request =
                        request().cancelledBy(() -> interruption.getAsBoolean() || memory.getAsBoolean());
                return convert(request);
            } catch (ParameterException e) {
                throw e;
            } catch (IOException | RuntimeException | Error e) {
                return complain(memory.reason(e));
            }
        }
    }

    private ConversionRequest request() throws IOException {
        foreign.judge(err());
        List<Path> arguments = new ArrayList<>(inputs);
        arguments.addAll(sources);
        if (arguments.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "no input is given: LAS or LAZ files, or directories");
        }
        Path place = output != null ? output : OutputPlace.defaultFor(arguments.get(0));
        return ConversionRequest.of(place, InputFiles.of(arguments))
                .replacing(replace)
                .withProjection(projection)
                .encodedAs(encoding)
                .sampledBy(method)
                .withAttributes(attributes)
                .with(resources.resources());
    }

    private int convert(ConversionRequest request) throws IOException {
        Outcome outcome;
        try (ProgressReport watcher = ProgressReport.of(progress, err())) {
            outcome = ProvenConversion.run(request, watcher);
        }
        outcome.report().warnings().forEach(warning -> err().println("warning: " + warning));
        err().flush();
        if (outcome.proof().passed() && !ahead.isEmpty()) {
            sendAhead(request.output());
        }
        print(outcome);
        if (!outcome.proof().passed()) {
            err().println("error: the octree did not pass its verification and was removed: "
                    + outcome.proof().failures());
            return ExitCode.FAILED;
        }
        return ExitCode.DONE;
    }

    /** The small jar with nothing but the converter has no client for S3. */
    private void sendAhead(Path octree) {
        try {
            new SendingAhead(ahead, err()).send(octree);
        } catch (NoClassDefFoundError e) {
            err().println("warning: not sent ahead: this program has only the converter, take caravan.jar ("
                    + e.getMessage() + ")");
            err().flush();
        }
    }

    private void print(Outcome outcome) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            SummaryJson.print(outcome, out);
        } else {
            Summary.print(outcome, out);
        }
    }

    private int complain(Throwable fault) {
        int exit = Complaint.about(fault, err());
        if (json) {
            try {
                SummaryJson.printFailure(fault, spec.commandLine().getOut());
            } catch (IOException e) {
                Complaint.about(e, err());
            }
        }
        return exit;
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
