package dev.caravan;

import static dev.caravan.support.LasFiles.aLasFile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.converter.ConversionProgress;
import dev.caravan.converter.ConversionRequest;
import dev.caravan.converter.builtin.BuiltInConverter;
import dev.caravan.support.Installation;
import dev.caravan.support.LasFiles;
import dev.caravan.support.Records;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a file is called, it goes through the whole service and is found where its record says. */
class StrangeNamesIT {
    private static final List<String> NAMES = List.of(
            "two words",
            " leading and trailing ",
            "it's",
            "say \"hello\"",
            "composed-\u00fc\u00e9",
            "decomposed-u\u0308e\u0301",
            "emoji-\ud83d\uddfa\ufe0f",
            "\u5730\u56f3",
            "-o",
            "--help",
            "line\nbreak",
            "tab\tstop",
            "100%",
            "a%2Fb",
            "hash#tag",
            "what?",
            "this&that",
            "one+one",
            "semi;colon",
            "back\\slash",
            "{{x}}",
            "${y}",
            "${body}",
            "$(touch pwned)",
            "*",
            "[0-9]",
            "a:b",
            "a=b,c",
            "two..dots",
            "many.dots.in.it",
            "n".repeat(251),
            "\u00fc".repeat(125) + "n",
            "\ud83d\uddfa".repeat(62));

    @TempDir
    private Path directory;

    @Test
    void theBuiltInConverter() throws IOException {
        try (Installation caravan = Installation.in(directory).with("caravan.convert.workers", 2)) {
            List<Path> files = write(caravan.source());
            caravan.start().awaitEnds(files);

            files.forEach(caravan::assertPublished);
            assertThat(addresses(caravan, files)).doesNotHaveDuplicates();
        }
    }

    @Test
    void anOutsideConverterGetsEachNameAsItIs() throws IOException {
        try (Installation caravan = Installation.in(directory)
                .with("caravan.convert.runner", "exec")
                .with("caravan.convert.workers", 2)
                .with("caravan.convert.exec.command", converter())) {
            List<Path> files = write(caravan.source());
            caravan.start().awaitEnds(files);

            files.forEach(caravan::assertPublished);
            assertThat(firstArguments()).containsExactlyInAnyOrderElementsOf(files);
        }
    }

    @Test
    void twoFilesThatWouldLieInTheSamePlace() throws IOException {
        try (Installation caravan = Installation.in(directory)
                .with("caravan.scan.sources[1].path", "in2")
                .with("caravan.scan.on-schedule", false)) {
            Path las = aLasFile().withRandomPoints(10).writeTo(caravan.source().resolve("a.las"));
            Path laz = aLasFile().withRandomPoints(20).writeTo(caravan.source().resolve("a.laz"));
            Path here = aLasFile().withRandomPoints(30).writeTo(inDirectory(caravan.source(), "area/b.las"));
            Path there = aLasFile()
                    .withRandomPoints(40)
                    .writeTo(inDirectory(caravan.home().resolve("in2"), "area/b.las"));
            caravan.start().awaitEnds(List.of(las, laz, here, there));
            caravan.scan();

            assertOneIsRefused(caravan, las, laz);
            assertOneIsRefused(caravan, here, there);
        }
    }

    private static void assertOneIsRefused(Installation caravan, Path one, Path other) {
        Records records = caravan.records();
        boolean first = records.get(one, "status").equals("COMPLETED");
        Path owner = first ? one : other;
        Path refused = first ? other : one;
        caravan.assertPublished(owner);
        assertThat(records.all(refused)).containsEntry("status", "REFUSED").doesNotContainKey("url");
        assertThat(records.get(refused, "reason")).contains("'" + owner + "'");
        assertThat(caravan.fetch(records.get(owner, "url")).body())
                .contains("\"points\":" + records.get(owner, "points"));
    }

    private static List<Path> write(Path source) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String name : NAMES) {
            files.add(cloud().writeTo(source.resolve(name + ".las")));
        }
        for (int i = 0; i < NAMES.size(); i += 3) {
            List<String> names = NAMES.subList(i, i + 3);
            if (String.join("", names).length() < 200) {
                files.add(cloud().writeTo(inDirectory(source, String.join("/", names) + "/a.las")));
            }
        }
        return files;
    }

    private static LasFiles cloud() {
        return aLasFile().withRandomPoints(50);
    }

    private static Path inDirectory(Path source, String relative) throws IOException {
        Path file = source.resolve(relative);
        Files.createDirectories(file.getParent());
        return file;
    }

    private static List<String> addresses(Installation caravan, List<Path> files) {
        Records records = caravan.records();
        return files.stream().map(file -> records.get(file, "url")).toList();
    }

    /** Notes its arguments, and leaves an octree that was made before. */
    private Path converter() throws IOException {
        Path prepared = directory.resolve("prepared");
        Path cloud = cloud().writeTo(directory.resolve("cloud.las"));
        BuiltInConverter.convert(ConversionRequest.of(prepared, cloud), ConversionProgress.NONE);
        Path seen = Files.createDirectories(directory.resolve("seen"));
        Path script = Files.writeString(directory.resolve("converter"), """
                #!/bin/sh
                [ $# -eq 3 ] && [ "$2" = -o ] || exit 9
                printf '%%s' "$1" > '%s'/$$
                cp -r '%s' "$3"
                """.formatted(seen, prepared));
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    private List<Path> firstArguments() throws IOException {
        try (Stream<Path> seen = Files.list(directory.resolve("seen"))) {
            return seen.map(StrangeNamesIT::read).map(Path::of).toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
