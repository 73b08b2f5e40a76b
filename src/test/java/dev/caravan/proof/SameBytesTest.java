package dev.caravan.proof;

import static dev.caravan.support.LasFiles.aLasFile;
import static dev.caravan.support.LasFiles.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.converter.ConversionProgress;
import dev.caravan.converter.ConversionRequest;
import dev.caravan.converter.Resources;
import dev.caravan.converter.SamplingMethod;
import dev.caravan.converter.builtin.BuiltInConverter;
import dev.caravan.las.LasPoint;
import dev.caravan.potree.Encoding;
import dev.caravan.support.LasFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same input gives the same bytes, whatever the number of threads, the memory, and the time of the day. */
class SameBytesTest {
    private static final String[] NAMES = {"metadata.json", "hierarchy.bin", "octree.bin"};
    private static final int FEW = 60_000;
    /** More than a chunk holds, and than the least memory. */
    private static final int MANY = 4_000_000;

    @TempDir
    private Path directory;

    static Stream<Arguments> ways() {
        return Encodings.writable().stream()
                .flatMap(encoding -> Stream.of(SamplingMethod.values()).map(method -> Arguments.of(encoding, method)));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void ofAFewPoints(Encoding encoding, SamplingMethod method) throws IOException {
        assertSameBytes(List.of(terrain(FEW, 1), terrain(FEW / 2, 2)), encoding, method);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void ofClusters(Encoding encoding, SamplingMethod method) throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        LasFiles las = cloud(FEW, i -> {
            int far = i % 3 * 700_000_000;
            return at(far + random.nextInt(900), far + random.nextInt(900), random.nextInt(900));
        });

        assertSameBytes(List.of(las), encoding, method);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("ways")
    void ofMorePointsThanTheLeastMemoryHolds(Encoding encoding, SamplingMethod method) throws IOException {
        assertSameBytes(List.of(terrain(MANY, 3)), encoding, method);
    }

    private void assertSameBytes(List<LasFiles> clouds, Encoding encoding, SamplingMethod method) throws IOException {
        List<Path> files = IntStream.range(0, clouds.size())
                .mapToObj(i -> clouds.get(i).writeTo(directory.resolve("cloud" + i + ".las")))
                .toList();
        Resources least = new Resources(1, Resources.LEAST_MEMORY, null);
        Path first = convert(files, encoding, method, least);
        for (Resources resources : List.of(
                least,
                least.withThreads(2),
                least.withThreads(5),
                least.withMemory(4 * Resources.LEAST_MEMORY),
                least.withThreads(5).withMemory(5 * Resources.LEAST_MEMORY))) {
            Path again = convert(files, encoding, method, resources);
            for (String name : NAMES) {
                assertThat(again.resolve(name)).as("with %s", resources).hasSameBinaryContentAs(first.resolve(name));
            }
            OctreeProof.remove(again);
        }
    }

    private Path convert(List<Path> files, Encoding encoding, SamplingMethod method, Resources resources)
            throws IOException {
        Path octree = directory.resolve("octree " + System.nanoTime());
        BuiltInConverter.convert(
                ConversionRequest.of(octree, files)
                        .encodedAs(encoding)
                        .sampledBy(method)
                        .with(resources),
                ConversionProgress.NONE);
        return octree;
    }

    private static LasFiles terrain(int points, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return cloud(points, i -> {
            int x = random.nextInt(300_000);
            int y = random.nextInt(300_000);
            return at(x, y, (int) (9000 * Math.sin(x / 70_000.0) * Math.cos(y / 50_000.0)) + random.nextInt(40));
        });
    }

    private static LasFiles cloud(int points, IntFunction<LasPoint> place) {
        return aLasFile()
                .pointFormat(0)
                .withPoints(IntStream.range(0, points).mapToObj(place).toList());
    }
}
