package dev.caravan.proof;

import dev.caravan.converter.ConversionProgress;
import dev.caravan.converter.ConversionReport;
import dev.caravan.converter.ConversionRequest;
import dev.caravan.converter.SamplingMethod;
import dev.caravan.converter.builtin.BuiltInConverter;
import dev.caravan.potree.Encoding;
import dev.caravan.potree.OctreeVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** What is converted and how, by one number; and what was wrong with the result. */
record RandomConversion(List<RandomCloud> clouds, Encoding encoding, SamplingMethod sampling, int threads) {
    private static final int[] THREADS = {1, 2, 5};

    /** @param encodings those that the converter can write */
    static RandomConversion of(long seed, List<Encoding> encodings) {
        SplittableRandom random = new SplittableRandom(seed);
        List<RandomCloud> clouds = new ArrayList<>();
        int files = random.nextInt(3) == 0 ? random.nextInt(2, 4) : 1;
        for (int i = 0; i < files; i++) {
            clouds.add(new RandomCloud(random.nextLong() >>> 1, count(random)));
        }
        return new RandomConversion(
                clouds,
                encodings.get(random.nextInt(encodings.size())),
                SamplingMethod.values()[random.nextInt(2)],
                THREADS[random.nextInt(THREADS.length)]);
    }

    /** Mostly few; seldom enough for several nodes. */
    private static int count(SplittableRandom random) {
        return switch (random.nextInt(20)) {
            case 0 -> random.nextInt(12_000, 25_000);
            case 1, 2, 3 -> random.nextInt(200, 3000);
            case 4 -> 1;
            default -> random.nextInt(1, 200);
        };
    }

    /** The same with at most so many points in each cloud. */
    RandomConversion atMost(int points) {
        return with(clouds.stream()
                .map(cloud -> new RandomCloud(cloud.seed(), Math.min(points, cloud.points())))
                .toList());
    }

    RandomConversion with(List<RandomCloud> others) {
        return new RandomConversion(others, encoding, sampling, threads);
    }

    /** Converts in a directory that is gone afterwards. */
    List<String> faults() throws IOException {
        Path directory = Files.createTempDirectory("conversion");
        try {
            return faults(directory);
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return List.of(
                    "thrown: " + e + " " + Stream.of(e.getStackTrace()).limit(4).toList());
        } finally {
            OctreeProof.remove(directory);
        }
    }

    private List<String> faults(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        for (RandomCloud cloud : clouds) {
            files.add(cloud.writeTo(directory, "cloud" + files.size()));
        }
        Path octree = directory.resolve("octree");
        ConversionRequest request = ConversionRequest.of(octree, files);
        ConversionReport report = BuiltInConverter.convert(
                request.encodedAs(encoding)
                        .sampledBy(sampling)
                        .with(request.resources().withThreads(threads)),
                ConversionProgress.NONE);
        long points = clouds.stream().mapToLong(RandomCloud::points).sum();
        List<String> faults = new ArrayList<>(OctreeProof.faults(octree, files, OctreeProof.mayBeLost()));
        if (report.pointsRead() != points || report.pointsWritten() != points) {
            faults.add("read " + report.pointsRead() + ", written " + report.pointsWritten() + ", there are " + points);
        }
        String failures = OctreeVerifier.verify(octree, OptionalLong.of(points)).failures();
        if (!failures.isEmpty()) {
            faults.add("verify: " + failures);
        }
        if (sampling == SamplingMethod.POISSON) {
            faults.addAll(SpacingProof.faults(octree));
        }
        faults.addAll(MissingAttributes.faults(files, report.warnings()));
        return faults;
    }
}
