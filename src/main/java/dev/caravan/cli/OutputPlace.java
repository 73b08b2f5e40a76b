package dev.caravan.cli;

import dev.caravan.workspace.Trees;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Where an octree is to be. It is made and verified under a hidden name beside that place, and gets its name at the end: nothing
 * unproven ever bears it, and an octree that is to be replaced stays until its successor has been proven.
 */
final class OutputPlace implements Closeable {
    /** What this program and PotreeConverter leave in an octree's directory. */
    private static final Set<String> OURS = Set.of("metadata.json", "hierarchy.bin", "octree.bin", "log.txt", "chunks");

    private final Path output;
    private final Path unproven;

    private OutputPlace(Path output) {
        this.output = output.toAbsolutePath().normalize();
        this.unproven = hidden("unproven");
    }

    /**
     * @param replace whether an octree may be there already; an empty directory always may
     * @throws FileAlreadyExistsException when something is there that must stay
     */
    static OutputPlace of(Path output, boolean replace) throws IOException {
        OutputPlace place = new OutputPlace(output);
        place.requireFree(replace);
        return place;
    }

    /** Beside its input, as PotreeConverter does it: `a.las_converted`. */
    static Path defaultFor(Path input) {
        Path absolute = input.toAbsolutePath().normalize();
        return absolute.resolveSibling(Objects.requireNonNullElse(absolute.getFileName(), "root") + "_converted");
    }

    Path output() {
        return output;
    }

    /** The place to write to; it is not there yet. */
    Path unproven() {
        return unproven;
    }

    /** Gives the octree its name. */
    void publish() throws IOException {
        if (!Files.exists(output)) {
            Files.move(unproven, output);
            return;
        }
        Path old = hidden("old");
        Files.move(output, old);
        Files.move(unproven, output);
        Trees.delete(old);
    }

    /** Removes what was not published. */
    @Override
    public void close() throws IOException {
        Trees.delete(unproven);
    }

    private void requireFree(boolean replace) throws IOException {
        if (!Files.exists(output)) {
            return;
        }
        if (!Files.isDirectory(output)) {
            throw new FileSystemException(output.toString(), null, "is a file, expected a directory or nothing");
        }
        List<String> names = names();
        if (!names.isEmpty() && !replace) {
            throw new FileAlreadyExistsException(output.toString());
        }
        for (String name : names) {
            if (!OURS.contains(name)) {
                throw new FileSystemException(
                        output.toString(),
                        null,
                        "is not replaced, because '" + name + "' in it is no part of an octree");
            }
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> entries = Files.list(output)) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    private Path hidden(String what) {
        return output.resolveSibling(".caravan-" + what + "-" + UUID.randomUUID());
    }
}
