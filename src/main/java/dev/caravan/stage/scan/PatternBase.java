package dev.caravan.stage.scan;

import dev.caravan.setting.Glob;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern, cut where it begins to be one: `../tiles/2026/*.laz` is `*.laz` below a directory. Ignored names are passed
 * over, links to directories are not followed.
 *
 * @param depth how many names a match has at most
 */
record PatternBase(Path directory, Glob rest, int depth) {

    static PatternBase of(Path from, String pattern) throws ManifestException {
        int special = 0;
        while ("*?[{\\".indexOf(pattern.charAt(special)) < 0) {
            special++;
        }
        int cut = pattern.lastIndexOf('/', special);
        String rest = pattern.substring(cut + 1);
        Path base = from.resolve(cut <= 0 ? pattern.substring(0, cut + 1) : pattern.substring(0, cut));
        try {
            boolean anyDepth = rest.contains("**");
            int names = 1 + (int) rest.chars().filter(c -> c == '/').count();
            return new PatternBase(base.normalize(), Glob.of(rest), anyDepth ? Integer.MAX_VALUE : names);
        } catch (PatternSyntaxException e) {
            throw new ManifestException("'" + pattern + "' is no pattern: " + e.getDescription());
        }
    }

    /** @throws IOException when a directory cannot be read in which there may be matches */
    List<Path> files() throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new NotDirectoryException(directory.toString());
        }
        // The base itself may be a link.
        Path real = directory.toRealPath();
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(real, EnumSet.noneOf(FileVisitOption.class), depth, new Matches(real, found));
        return found;
    }

    private final class Matches extends SimpleFileVisitor<Path> {
        private final Path real;
        private final List<Path> found;

        Matches(Path real, List<Path> found) {
            this.real = real;
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path entered, BasicFileAttributes attributes) {
            return entered.equals(real) || !isIgnored(entered)
                    ? FileVisitResult.CONTINUE
                    : FileVisitResult.SKIP_SUBTREE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            Path relative = real.relativize(file);
            String text = relative.toString().replace(File.separatorChar, '/');
            if (!isIgnored(file) && rest.matches(text) && Files.isRegularFile(file)) {
                found.add(directory.resolve(relative));
            }
            return FileVisitResult.CONTINUE;
        }

        private static boolean isIgnored(Path path) {
            return IgnoreRule.reason(String.valueOf(path.getFileName())).isPresent();
        }
    }
}
