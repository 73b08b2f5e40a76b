package dev.caravan.cli;

import dev.caravan.converter.ConversionCancelledException;
import dev.caravan.s3.send.SendOrder;
import dev.caravan.s3.send.Sender;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends an octree to S3, as an order says that the service has written. */
@Command(
        name = "send",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpWidth = 100,
        description = {
            "Sends an octree to S3, as an order says that the service has written.",
            "",
            "It is what the pods of caravan.publish.runner=kubernetes do. What is there already and the same is not "
                    + "sent again; metadata.json is sent last; each object is proven to be there.",
            "",
            "Credentials are those of AWS' default chain: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a profile, or "
                    + "the identity of the machine or the pod.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all objects are there, and have been proven",
            "1:anything that is not listed here; it may go well the next time",
            "2:the command line is wrong",
            "3:the order is at fault, or a file is not as it was when it was ordered",
            "4:not enough room on a disk",
            "5:not enough memory",
            "6:the target has refused, and will again: wrong or no credentials, no such bucket",
            "130:interrupted (143 when it was SIGTERM)"
        })
public final class SendCommand implements Callable<Integer> {
    /** The AWS SDK says much; of it warnings are for people, on standard error. */
    private static final String LOGGING = "logback.configurationFile";

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "ORDER", description = "The order, a JSON file.")
    private Path file;

    @Option(
            names = "--progress",
            paramLabel = "HOW",
            converter = StyleName.class,
            description = "On standard error: lines or none; bar and auto are lines. Default: lines.")
    private ProgressReport.Style progress = ProgressReport.Style.LINES;

    @Option(names = "--json", description = "Print the summary as one JSON object.")
    private boolean json;

    private volatile @Nullable Sender sender;

    @Override
    public Integer call() {
        if (System.getProperty(LOGGING) == null) {
            System.setProperty(LOGGING, "logback-send.xml");
        }
        SendTally tally = new SendTally(progress == ProgressReport.Style.NONE ? null : err());
        SendSummary summary = new SendSummary(tally, spec.commandLine().getOut(), json);
        try (Interruption interruption = new Interruption(this::giveUp)) {
            try {
                send(tally);
                return summary.done();
            } catch (IOException | RuntimeException | Error e) {
                return summary.failed(interruption.getAsBoolean() ? cancelled(e) : e, err());
            }
        }
    }

    private void send(SendTally tally) throws IOException {
        SendOrder order = SendOrder.read(file);
        tally.begins(order);
        try (Sender own = new Sender(order)) {
            sender = own;
            own.send(tally);
        }
    }

    private void giveUp() {
        Sender own = sender;
        if (own != null) {
            own.giveUp();
        }
    }

    private static RuntimeException cancelled(Throwable cause) {
        RuntimeException cancelled =
                new ConversionCancelledException("interrupted; what is there already is not sent again the next time");
        cancelled.initCause(cause);
        return cancelled;
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
