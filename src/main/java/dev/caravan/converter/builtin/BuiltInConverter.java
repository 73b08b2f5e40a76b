package dev.caravan.converter.builtin;

import dev.caravan.converter.BadInputException;
import dev.caravan.converter.ConversionCancelledException;
import dev.caravan.converter.ConversionProgress;
import dev.caravan.converter.ConversionReport;
import dev.caravan.converter.ConversionRequest;
import dev.caravan.converter.NotEnoughDiskException;
import dev.caravan.converter.NotEnoughMemoryException;
import dev.caravan.converter.Resources;
import dev.caravan.las.LasFile;
import dev.caravan.octree.BuildLimits;
import dev.caravan.octree.OverfullPlaceException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;

/**
 * Converts LAS and LAZ files into one Potree octree. The output appears whole or not at all: it is made beside its place and
 * renamed at the end.
 */
public final class BuiltInConverter {
    /** Counts what changes the octree that is made of the same input by the same options; most releases change nothing of it. */
    public static final int OUTPUT_VERSION = 1;

    private BuiltInConverter() {}

    /**
     * How much room a conversion wants on the disk of its scratch directory, as it will reckon itself before it begins.
     *
     * @param points of all inputs
     * @param recordLength bytes of a point
     * @return bytes
     */
    public static long scratchBytes(long points, int recordLength, Resources resources) {
        BuildLimits limits = BuildLimits.of(points, recordLength, resources.threads(), resources.memory());
        return DiskSpace.withReserve(DiskSpace.of(points, recordLength, limits).scratch());
    }

    /**
     * Converts, by threads of its own; returns when all of them have ended.
     *
     * @throws BadInputException when an input is at fault; it names the file, the place, what was found and expected
     * @throws NotEnoughDiskException when a disk lacks the room, before the start or while it is written
     * @throws NotEnoughMemoryException when more points than the request's memory holds lie at one place
     * @throws ConversionCancelledException when the request was cancelled, or the thread interrupted
     * @throws FileAlreadyExistsException when the output is there and may not be replaced
     */
    public static ConversionReport convert(ConversionRequest request, ConversionProgress progress) throws IOException {
        if (Files.exists(request.output()) && !request.replace()) {
            throw new FileAlreadyExistsException(request.output().toString(), null, "the output is already there");
        }
        List<String> warnings = new ArrayList<>();
        List<LasFile> files = open(request, warnings);
        Path parent = Objects.requireNonNullElse(request.output().getParent(), request.output());
        Path scratchParent = Objects.requireNonNullElse(request.resources().scratch(), parent)
                .toAbsolutePath();
        try (ScratchDirectory scratch = ScratchDirectory.in(scratchParent, ".caravan-scratch-");
                ScratchDirectory partial = ScratchDirectory.in(parent, ".caravan-partial-")) {
            ConversionReport report = convert(request, progress, files, warnings, scratch.path(), partial.path());
            publish(partial.path(), request.output());
            return report;
        } catch (ClosedByInterruptException | CancellationException e) {
            throw new ConversionCancelledException();
        }
    }

    private static ConversionReport convert(
            ConversionRequest request,
            ConversionProgress progress,
            List<LasFile> files,
            List<String> warnings,
            Path scratch,
            Path partial)
            throws IOException {
        try {
            return new Conversion(request, progress, files, warnings, scratch, partial).run();
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (OverfullPlaceException e) {
            throw new NotEnoughMemoryException(e);
        } catch (IOException e) {
            throw DiskSpace.explain(e, scratch, partial);
        }
    }

    private static List<LasFile> open(ConversionRequest request, List<String> warnings) throws IOException {
        List<LasFile> files = new ArrayList<>();
        for (Path input : request.inputs()) {
            LasFile file = LasFile.open(input.toAbsolutePath());
            file.warnings().forEach(warning -> warnings.add(file.path() + ": " + warning));
            if (file.header().points() > 0) {
                files.add(file);
            } else {
                warnings.add(file.path() + ": has no points");
            }
        }
        if (files.isEmpty()) {
            Path first = request.inputs().get(0).toAbsolutePath();
            throw new BadInputException(first + ": 'number of point records' is 0"
                    + (request.inputs().size() > 1 ? ", and likewise in all other inputs" : "")
                    + "; an octree needs at least one point");
        }
        return files;
    }

    private static void publish(Path partial, Path output) throws IOException {
        if (!Files.exists(output)) {
            Files.move(partial, output);
            return;
        }
        Path old = output.resolveSibling(partial.getFileName() + ".old");
        Files.move(output, old);
        Files.move(partial, output);
        ScratchDirectory.remove(old);
    }
}
