package dev.caravan.stage.scan;

import dev.caravan.dataset.SourceFile;
import dev.caravan.dataset.Unit;
import dev.caravan.file.PrintablePath;
import dev.caravan.stage.scan.Placement.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Goes from a source directory down to one path, and stops where a scan would; see {@link SourceWalk}. */
final class PlaceWalk {
    private final RuledSource source;
    private final Set<Path> otherRoots;

    PlaceWalk(RuledSource source, Set<Path> otherRoots) {
        this.source = source;
        this.otherRoots = otherRoots;
    }

    Placement place(Path path) {
        Path at = source.rules().root();
        try {
            SourceLinks links = new SourceLinks(source.rules());
            BasicFileAttributes attributes = read(at);
            for (Path name : at.equals(path) ? Set.<Path>of() : at.relativize(path)) {
                if (!attributes.isDirectory()) {
                    return missing(path);
                }
                at = at.resolve(name);
                attributes = read(at, LinkOption.NOFOLLOW_LINKS);
                Placement stop = stop(at, attributes, links);
                if (stop != null) {
                    return stop;
                }
                attributes = read(at);
            }
            return attributes.isDirectory() ? directory(at) : file(at, attributes);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return missing(path);
        } catch (IOException e) {
            return Placement.of(Kind.UNREADABLE, quoted(at) + " cannot be read: " + Cause.of(e));
        }
    }

    /** What keeps a scan from this name, whatever follows; null when nothing does. */
    private @Nullable Placement stop(Path at, BasicFileAttributes attributes, SourceLinks links) throws IOException {
        String ignored = IgnoreRule.reason(String.valueOf(at.getFileName())).orElse(null);
        if (ignored != null) {
            return Placement.of(Kind.IGNORED, quoted(at) + " is ignored: " + ignored);
        }
        if (!attributes.isSymbolicLink()) {
            return attributes.isDirectory() ? stopDirectory(at, at.toRealPath()) : null;
        }
        Path target = at.toRealPath();
        if (!target.startsWith(links.realRoot())) {
            return Placement.of(
                    Kind.IGNORED,
                    quoted(at) + " is a symbolic link that leads out of the source directory, and is not followed");
        }
        boolean directory = Files.isDirectory(target);
        if (!links.follows(target, directory)) {
            return Placement.of(
                    Kind.IGNORED,
                    quoted(at) + " is a symbolic link to " + quoted(target) + ", which is taken under that name");
        }
        return directory ? stopDirectory(at, target) : null;
    }

    private @Nullable Placement stopDirectory(Path at, Path real) {
        if (otherRoots.contains(real)) {
            return Placement.of(
                    Kind.IGNORED,
                    quoted(at) + " is a source directory of its own, by the path " + quoted(real)
                            + " or a link to it; ask for the file there");
        }
        return source.exclusion(source.rules().relative(at))
                .map(rule -> Placement.of(
                        Kind.IGNORED, "the directory " + quoted(at) + " is left with all it holds, by " + rule))
                .orElse(null);
    }

    private Placement file(Path file, BasicFileAttributes attributes) {
        String relative = source.rules().relative(file);
        if (!attributes.isRegularFile()) {
            return Placement.of(Kind.IGNORED, quoted(file) + " is no file with content, but a device or a pipe");
        }
        if (!source.rules().includes(relative)) {
            return Placement.of(Kind.IGNORED, quoted(file) + " matches no pattern of " + source.inclusions());
        }
        return source.exclusion(relative)
                .map(rule -> Placement.of(Kind.IGNORED, quoted(file) + " is left by " + rule))
                .orElseGet(() -> taken(file, attributes));
    }

    private Placement taken(Path file, BasicFileAttributes attributes) {
        Source rules = source.rules();
        return switch (rules.unit()) {
            case FILE -> Placement.taken(rules.dataset(SourceFile.of(file, attributes)));
            case MANIFEST ->
                Placement.of(Kind.MEMBER, quoted(file) + " is a manifest: all files that it names are one dataset")
                        .of(rules.key(file), file);
            case DIRECTORY -> member(file, Objects.requireNonNull(file.getParent()));
        };
    }

    private Placement member(Path file, Path parent) {
        Path directory = source.rules().datasetDirectory(parent);
        if (source.rules().takesTrees() && directory.equals(source.rules().root())) {
            return Placement.of(
                    Kind.IGNORED,
                    quoted(file) + " lies beside the directories that are archived, of which each is a dataset");
        }
        return Placement.of(Kind.MEMBER, quoted(file) + " is one file of a dataset: all in its directory are")
                .of(source.rules().directoryKey(directory), directory);
    }

    private Placement directory(Path directory) {
        Placement placement = Placement.of(Kind.DIRECTORY, quoted(directory) + " is a directory");
        Path dataset = source.rules().datasetDirectory(directory);
        boolean beside =
                source.rules().takesTrees() && dataset.equals(source.rules().root());
        return source.rules().unit() == Unit.DIRECTORY && !beside
                ? placement.of(source.rules().directoryKey(dataset), dataset)
                : placement;
    }

    private static Placement missing(Path path) {
        return Placement.of(Kind.MISSING, quoted(path) + " does not exist");
    }

    private static String quoted(Path path) {
        return "'" + PrintablePath.of(path) + "'";
    }

    private static BasicFileAttributes read(Path path, LinkOption... options) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, options);
    }
}
