package dev.caravan.doctor.check;

import dev.caravan.converter.BadInputException;
import dev.caravan.converter.Resources;
import dev.caravan.converter.builtin.BuiltInConverter;
import dev.caravan.las.LasFile;
import dev.caravan.las.LasHeader;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The file that wants most room when it is converted, of those that are seen in a short time: what is below the source directories may be
 * millions.
 *
 * @param path of the file
 * @param size bytes
 * @param needed bytes that its conversion wants on the disk of the scratch directory
 */
record LargestInput(Path path, long size, long needed) {
    private static final int MOST_ENTRIES = 100_000;
    private static final long LONGEST_NANOS = 5_000_000_000L;

    /**
     * Looks for it; empty when no file can be read.
     *
     * @throws IOException the directory cannot be walked at all
     */
    static Optional<LargestInput> below(List<Path> roots) throws IOException {
        Visitor visitor = new Visitor();
        for (Path root : roots) {
            if (Files.isDirectory(root)) {
                Files.walkFileTree(root, visitor);
            }
        }
        List<LargestInput> inputs = new ArrayList<>();
        for (Path candidate : visitor.largest.values()) {
            read(candidate).ifPresent(inputs::add);
        }
        return inputs.stream().reduce((a, b) -> a.needed >= b.needed ? a : b);
    }

    private static Optional<LargestInput> read(Path file) throws IOException {
        try {
            LasHeader header = LasFile.open(file).header();
            long needed = BuiltInConverter.scratchBytes(
                    Math.max(0, header.points()), header.recordLength(), Resources.ofMachine());
            return Optional.of(new LargestInput(file, Files.size(file), needed));
        } catch (BadInputException e) {
            // The scan, or the conversion, will say what is wrong with it.
            return Optional.empty();
        }
    }

    /** Keeps the largest of each kind: compressed files need several times their size. */
    private static final class Visitor extends SimpleFileVisitor<Path> {
        private final Map<String, Path> largest = new TreeMap<>();
        private final Map<String, Long> sizes = new TreeMap<>();
        private final long deadline = System.nanoTime() + LONGEST_NANOS;
        private int seen;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
            String kind = name.substring(Math.max(0, name.length() - 4));
            boolean isCloud = kind.equals(".las") || kind.equals(".laz");
            if (isCloud && attributes.isRegularFile() && attributes.size() > sizes.getOrDefault(kind, -1L)) {
                sizes.put(kind, attributes.size());
                largest.put(kind, file);
            }
            seen++;
            return seen < MOST_ENTRIES && System.nanoTime() < deadline
                    ? FileVisitResult.CONTINUE
                    : FileVisitResult.TERMINATE;
        }

        /** What cannot be read is another check's finding. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException reason) {
            return FileVisitResult.CONTINUE;
        }
    }
}
