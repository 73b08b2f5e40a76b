package dev.caravan.fuzz;

import dev.caravan.converter.BadInputException;
import dev.caravan.converter.ConversionProgress;
import dev.caravan.converter.ConversionReport;
import dev.caravan.converter.ConversionRequest;
import dev.caravan.converter.NotEnoughDiskException;
import dev.caravan.converter.Resources;
import dev.caravan.converter.builtin.BuiltInConverter;
import dev.caravan.potree.OctreeVerifier;
import dev.caravan.potree.VerificationReport;
import dev.caravan.proof.OctreeProof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Judges what the converter does with one file: it is refused as bad input and named, or its octree holds exactly the points that the
 * reader reads of it.
 */
final class ConverterOracle {
    private final Path directory;
    private final Path file;
    private final Path octree;
    /** As objects, more points would not fit into the memory that the converter has to make do with. */
    private static final int MOST_COMPARED = 50_000;

    private final Set<String> mayBeLost;
    private final Resources resources = Resources.ofMachine().withMemory(Resources.LEAST_MEMORY);

    /** @param directory that nobody else uses */
    ConverterOracle(Path directory, Set<String> mayBeLost) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.file = directory.resolve("case.las");
        this.octree = directory.resolve("octree");
        this.mayBeLost = mayBeLost;
    }

    /** @throws Finding when something happened that must not; so is any other exception or error */
    Verdict judge(byte[] bytes, int threads) throws IOException {
        Files.write(file, bytes);
        try {
            BadInputException refusal = OctreeProof.refusal(file);
            return refusal == null ? convert(threads) : alsoRefused(refusal, threads);
        } finally {
            OctreeProof.remove(octree);
            requireNothingLeft();
        }
    }

    private Verdict alsoRefused(BadInputException refusal, int threads) throws IOException {
        requireNamed(refusal);
        try {
            BuiltInConverter.convert(request(threads), ConversionProgress.NONE);
        } catch (BadInputException e) {
            requireNamed(e);
            return Verdict.REFUSED;
        } catch (NotEnoughDiskException e) {
            // A count out of all reason, which only reading the points could have told from a large file.
            return Verdict.REFUSED;
        }
        throw new Finding("converted, though the reader says: " + refusal.getMessage());
    }

    private Verdict convert(int threads) throws IOException {
        ConversionReport report;
        try {
            report = BuiltInConverter.convert(request(threads), ConversionProgress.NONE);
        } catch (BadInputException e) {
            requireNamed(e);
            if (!String.valueOf(e.getMessage()).contains("'number of point records' is 0")) {
                throw new Finding("the reader reads all points, but the converter says: " + withoutPath(e), e);
            }
            return Verdict.NOT_CONVERTED;
        }
        require(
                report.pointsRead() == report.pointsWritten(),
                "read " + report.pointsRead() + ", written " + report.pointsWritten());
        VerificationReport verified = OctreeVerifier.verify(octree, OptionalLong.of(report.pointsRead()));
        require(verified.passed(), "verify: " + verified.failures());
        if (report.pointsRead() <= MOST_COMPARED) {
            List<String> faults = OctreeProof.faults(octree, List.of(file), mayBeLost);
            require(faults.isEmpty(), String.join("\n", faults));
        }
        return Verdict.CONVERTED;
    }

    private ConversionRequest request(int threads) {
        return ConversionRequest.of(octree, file).with(resources.withThreads(threads));
    }

    private void requireNamed(BadInputException e) {
        String message = String.valueOf(e.getMessage());
        require(message.contains(file.toString()), "the refusal does not name the file: " + message);
        require(!message.contains("null") && message.length() < 2000, "the refusal is no sentence: " + withoutPath(e));
    }

    private @Nullable String withoutPath(BadInputException e) {
        return String.valueOf(e.getMessage()).replace(file.toString(), "");
    }

    private static void require(boolean right, String words) {
        if (!right) {
            throw new Finding(words);
        }
    }

    private void requireNothingLeft() throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            List<Path> others = entries.filter(entry -> !entry.equals(file)).toList();
            for (Path other : others) {
                OctreeProof.remove(other);
            }
            require(others.isEmpty(), "left behind: " + others.size() + " entries");
        }
    }
}
