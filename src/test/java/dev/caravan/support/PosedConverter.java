package dev.caravan.support;

import dev.caravan.converter.ConversionProgress;
import dev.caravan.converter.ConversionRequest;
import dev.caravan.converter.builtin.BuiltInConverter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A command for `caravan.convert.exec` that works, with a child process, until the test lets it end with an octree. */
public final class PosedConverter {
    private static final String SCRIPT = """
            #!/bin/sh
            here=$(dirname "$0")
            sleep 3600 &
            echo "$$ $!" >> "$here/runs"
            while [ -e "$here/hold" ]; do sleep 0.1; done
            kill $!
            cp -r "$here/octree" "$3"
            """;

    private final Path directory;

    /** @param input the file whose octree it claims to make */
    public PosedConverter(Path directory, Path input) throws IOException {
        this.directory = Files.createDirectories(directory);
        BuiltInConverter.convert(ConversionRequest.of(directory.resolve("octree"), input), ConversionProgress.NONE);
        Files.writeString(command(), SCRIPT);
        Files.setPosixFilePermissions(command(), PosixFilePermissions.fromString("rwx------"));
    }

    public Path command() {
        return directory.resolve("converter");
    }

    /** From now on it does not come to its end. */
    public void hold() throws IOException {
        Files.createFile(directory.resolve("hold"));
    }

    public void release() throws IOException {
        Files.delete(directory.resolve("hold"));
    }

    /** The processes of each run that has begun, the command first. */
    public List<List<Long>> runs() throws IOException {
        try (Stream<String> lines = Files.lines(directory.resolve("runs"))) {
            return lines.map(line ->
                            Arrays.stream(line.split(" ")).map(Long::valueOf).toList())
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    public static boolean anyAlive(List<Long> processes) {
        return processes.stream()
                .anyMatch(process ->
                        ProcessHandle.of(process).filter(ProcessHandle::isAlive).isPresent());
    }
}
