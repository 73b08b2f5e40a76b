package dev.caravan.cli;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** PotreeConverter's options that have no counterpart: those that would change the result are refused, the others ignored. */
final class ForeignOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--chunkMethod", arity = "0..1", hidden = true)
    private @Nullable String chunkMethod;

    @Option(names = "--title", arity = "0..1", hidden = true)
    private @Nullable String title;

    @Option(names = "--keep-chunks", hidden = true)
    private boolean keepChunks;

    @Option(names = "--no-chunking", hidden = true)
    private boolean noChunking;

    @Option(names = "--no-indexing", hidden = true)
    private boolean noIndexing;

    @Option(
            names = {"-p", "--generate-page"},
            arity = "0..1",
            hidden = true)
    private @Nullable String page;

    /** @throws ParameterException for an option that cannot be ignored */
    void judge(PrintWriter err) {
        refuse(noChunking, "--no-chunking", "there are no chunks of an earlier run; it always reads its inputs");
        refuse(noIndexing, "--no-indexing", "without it there would be no octree");
        refuse(
                page != null,
                "--generate-page",
                "no page is made; give the address of metadata.json to a viewer, and the directory as -o");
        ignore(chunkMethod != null, "--chunkMethod", "it chooses by itself", err);
        ignore(title != null, "--title", "it would be the title of a page, and no page is made", err);
        ignore(keepChunks, "--keep-chunks", "temporary files are always removed", err);
    }

    private void refuse(boolean given, String option, String reason) {
        if (given) {
            throw new ParameterException(spec.commandLine(), option + " of PotreeConverter is not offered: " + reason);
        }
    }

    private static void ignore(boolean given, String option, String reason, PrintWriter err) {
        if (given) {
            err.println("warning: " + option + " of PotreeConverter is ignored: " + reason);
        }
    }
}
