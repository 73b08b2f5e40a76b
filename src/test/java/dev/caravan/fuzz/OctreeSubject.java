package dev.caravan.fuzz;

import static dev.caravan.support.LasFiles.aLasFile;
import static dev.caravan.support.LasFiles.at;

import dev.caravan.converter.ConversionProgress;
import dev.caravan.converter.ConversionRequest;
import dev.caravan.converter.builtin.BuiltInConverter;
import dev.caravan.las.LasPoint;
import dev.caravan.potree.OctreeVerifier;
import dev.caravan.potree.VerificationReport;
import dev.caravan.support.DecodedOctree;
import dev.caravan.support.LasFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The verifier, given octrees of which one file or several were mutated: the answer is a report, whatever they hold. */
final class OctreeSubject implements Subject {
    private static final String[] NAMES = {"metadata.json", "hierarchy.bin", "octree.bin"};
    private static final int FAR = 100_000_000;
    /** Enough for a second level, whatever a leaf may hold. */
    private static final int MANY = 11_000;

    private final long seed;
    private final Path directory;
    private final List<byte[][]> octrees = new ArrayList<>();

    OctreeSubject(long seed, Path scratch) throws IOException {
        this.seed = seed;
        this.directory = Files.createDirectories(scratch.resolve("run"));
        octrees.add(convert(aLasFile().pointFormat(3).withRandomPoints(30), scratch.resolve("small")));
        octrees.add(convert(deep(), scratch.resolve("deep")));
    }

    /** Two clusters far apart: a chain of many levels, so several chunks of the hierarchy. */
    private static LasFiles deep() {
        SplittableRandom random = new SplittableRandom(1);
        List<LasPoint> points = IntStream.range(0, MANY)
                .mapToObj(i -> at(random.nextInt(2000) + i % 2 * FAR, random.nextInt(2000), random.nextInt(2000)))
                .toList();
        return aLasFile().pointFormat(0).withPoints(points);
    }

    private static byte[][] convert(LasFiles las, Path octree) throws IOException {
        Path file = las.writeTo(octree.resolveSibling("source.las"));
        BuiltInConverter.convert(ConversionRequest.of(octree, file), ConversionProgress.NONE);
        byte[][] files = new byte[NAMES.length][];
        for (int i = 0; i < NAMES.length; i++) {
            files[i] = Files.readAllBytes(octree.resolve(NAMES[i]));
        }
        return files;
    }

    private byte[][] make(long number) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
        byte[][] files = octrees.get(random.nextInt(octrees.size())).clone();
        int changes = random.nextInt(1, 4);
        for (int i = 0; i < changes; i++) {
            int file = random.nextInt(5) / 2;
            files[file] = new OctreeMutator(random).mutate(files[file], file == 0);
        }
        return files;
    }

    @Override
    public Verdict judge(long number) throws IOException {
        write(make(number), directory);
        VerificationReport report = OctreeVerifier.verify(directory, OptionalLong.empty());
        if (report.checks().isEmpty()) {
            throw new Finding("the report is empty");
        }
        if (!report.passed()) {
            return Verdict.REFUSED;
        }
        requireReadable(report.points());
        return Verdict.CONVERTED;
    }

    /** Attributes that no viewer knows are no fault of the tree. */
    private void requireReadable(long points) {
        try {
            int found = DecodedOctree.decode(directory).points().size();
            if (found != points) {
                throw new Finding("passed with " + points + " points, but " + found + " are there");
            }
        } catch (IllegalArgumentException e) {
            if (!String.valueOf(e.getMessage()).contains("viewers cannot decode")) {
                throw e;
            }
        }
    }

    @Override
    public void save(long number, Path place) throws IOException {
        write(make(number), Files.createDirectories(place));
    }

    private static void write(byte[][] files, Path place) throws IOException {
        for (int i = 0; i < NAMES.length; i++) {
            Files.write(place.resolve(NAMES[i]), files[i]);
        }
    }
}
