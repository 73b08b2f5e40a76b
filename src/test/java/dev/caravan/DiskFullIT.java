package dev.caravan;

import static dev.caravan.support.LasFiles.aLasFile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.caravan.support.Installation;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scratch disk that is too small: a tmpfs in a mount namespace of the service's own, which needs no root. */
class DiskFullIT {
    private static final int SMALL = 1_000;
    /** About 5 MB as an octree. */
    private static final int LARGE = 150_000;

    @TempDir
    private Path directory;

    @BeforeEach
    void aDiskOfOurOwn() throws Exception {
        Path probe = Files.createDirectory(directory.resolve("probe"));
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/unshare")) && succeeds(mount(probe), "true"),
                "skipped: 'unshare -rm' and a mount of a tmpfs are not allowed here");
    }

    @Test
    void whatDoesNotFitIsNotBegunAndWhatFitsGoesThrough() throws IOException {
        try (Installation caravan = Installation.in(directory)) {
            caravan.launchedBy(mount(disk(caravan)));
            Path large =
                    aLasFile().withRandomPoints(LARGE).writeTo(caravan.source().resolve("large.las"));
            Path small =
                    aLasFile().withRandomPoints(SMALL).writeTo(caravan.source().resolve("small.las"));
            caravan.start().awaitEnds(List.of(large, small));

            caravan.assertPublished(small);
            assertThat(caravan.assertFailed(large))
                    .contains("the scratch directory " + scratch(caravan))
                    .contains("MB left, but the conversion needs");
            assertThat(caravan.records().get(large, "attempts")).isEqualTo("2");
            assertScratchIsEmpty(caravan);
        }
    }

    @Test
    void aDiskThatRunsFullMeanwhile() throws IOException {
        try (Installation caravan = Installation.in(directory)) {
            caravan.launchedBy(mount(disk(caravan))).with("caravan.scan.at-start", false);
            caravan.start();
            Path occupied = occupyAllNamesBut(5, caravan);
            Path file =
                    aLasFile().withRandomPoints(SMALL).writeTo(caravan.source().resolve("late.las"));
            caravan.scan();
            caravan.awaitEnds(List.of(file));

            assertThat(caravan.assertFailed(file)).contains("disk full").contains(scratch(caravan));
            assertScratchIsEmpty(caravan);
            assertThat(occupied).exists();
        }
    }

    @Test
    void anOutsideConverterThatFillsTheDiskAndClaimsSuccess() throws IOException {
        try (Installation caravan = Installation.in(directory)
                .with("caravan.convert.runner", "exec")
                .with("caravan.convert.exec.command", filler())) {
            caravan.launchedBy(mount(disk(caravan)));
            Path file =
                    aLasFile().withRandomPoints(SMALL).writeTo(caravan.source().resolve("a.las"));
            caravan.start().awaitEnds(List.of(file));

            assertThat(caravan.assertFailed(file))
                    .contains("claims success, but left no whole octree")
                    .contains("0.0 MB left on the disk of " + scratch(caravan));
            assertThat(caravan.records().get(file, "attempts")).isEqualTo("2");
            assertScratchIsEmpty(caravan);
        }
    }

    /** Scratch and octrees, linked to one directory that becomes the small disk. */
    private static Path disk(Installation caravan) throws IOException {
        Path disk = Files.createDirectories(caravan.home().resolve("disk"));
        Files.createDirectories(caravan.data());
        Files.createSymbolicLink(caravan.data().resolve("scratch"), disk.resolve("scratch"));
        Files.createSymbolicLink(caravan.data().resolve("octrees"), disk.resolve("octrees"));
        return disk;
    }

    private static List<String> mount(Path disk) {
        String script = "mount -t tmpfs -o size=4m,nr_inodes=64 tmpfs \"$0\" && mkdir \"$0/scratch\" \"$0/octrees\""
                + " && exec \"$@\"";
        return List.of("unshare", "-rm", "sh", "-c", script, disk.toString());
    }

    private static boolean succeeds(List<String> launcher, String command) throws Exception {
        List<String> line = Stream.concat(launcher.stream(), Stream.of(command)).toList();
        return new ProcessBuilder(line).start().waitFor() == 0;
    }

    private static String scratch(Installation caravan) {
        return caravan.data().resolve("scratch").toString();
    }

    /** The disk as the service sees it. */
    private static Path inside(Installation caravan) {
        return Path.of("/proc/" + caravan.service().pid() + "/root" + caravan.home() + "/disk");
    }

    private static void assertScratchIsEmpty(Installation caravan) throws IOException {
        try (Stream<Path> left = Files.list(inside(caravan).resolve("scratch"))) {
            assertThat(left).isEmpty();
        }
    }

    /** A file system is as full without names to give as it is without bytes. */
    private static Path occupyAllNamesBut(int left, Installation caravan) throws IOException {
        Path names = Files.createDirectory(inside(caravan).resolve("names"));
        int made = 0;
        try {
            while (true) {
                Files.createFile(names.resolve("n" + made));
                made++;
            }
        } catch (FileSystemException full) {
            for (int i = 1; i <= left; i++) {
                Files.delete(names.resolve("n" + (made - i)));
            }
        }
        return names;
    }

    private Path filler() throws IOException {
        Path script = Files.writeString(
                directory.resolve("converter"),
                "#!/bin/sh\nmkdir \"$3\"\ncat /dev/zero > \"$3/octree.bin\" 2> /dev/null\nexit 0\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }
}
