package dev.caravan.stage.scan;

import dev.caravan.file.PrintablePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The files that one line of a manifest names; a line that names none is an error. */
final class LineFiles {
    private final Source source;
    private final MemberRule rule;
    private final Path manifest;
    private final Path directory;
    private final DoneFile doneFile;

    LineFiles(Source source, MemberRule rule, Path manifest) {
        this.source = source;
        this.rule = rule;
        this.manifest = manifest;
        this.directory = Objects.requireNonNull(manifest.getParent());
        this.doneFile = DoneFile.of(source.complete().doneFile());
    }

    List<Path> of(ManifestLine line) throws IOException, ManifestException {
        Path path = path(line.text());
        if (line.looksLikePattern() && !Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return matching(line.text());
        }
        return List.of(one(path, line.text()));
    }

    private Path path(String text) throws ManifestException {
        try {
            return directory.resolve(text).normalize();
        } catch (InvalidPathException e) {
            throw new ManifestException("'" + text + "' is no path: " + e.getReason());
        }
    }

    private Path one(Path path, String named) throws IOException, ManifestException {
        rule.requireInside(path, named);
        if (!Files.exists(path)) {
            throw new ManifestException("'" + named + "' does not exist, or no longer");
        }
        rule.requireReallyInside(path, named);
        if (Files.isDirectory(path)) {
            throw new ManifestException("'%s' is a directory; its files are '%s/*'".formatted(named, named));
        }
        if (!Files.isRegularFile(path) || !PrintablePath.representable(path)) {
            throw new ManifestException("'" + named + "' is no file that can be converted");
        }
        if (path.equals(manifest) || doneFile.is(path)) {
            throw new ManifestException("'" + named + "' is "
                    + (path.equals(manifest) ? "the manifest" : "the done-file") + ", and no input");
        }
        if (source.excludes(source.relative(path))) {
            throw new ManifestException("'" + named + "' is excluded by the settings of the source");
        }
        return path;
    }

    private List<Path> matching(String pattern) throws IOException, ManifestException {
        PatternBase base = PatternBase.of(directory, pattern);
        rule.requireInside(base.directory(), pattern);
        if (!Files.exists(base.directory())) {
            throw new ManifestException("the directory '" + base.directory() + "' does not exist, or no longer");
        }
        rule.requireReallyInside(base.directory(), pattern);
        List<Path> found = base.files().stream().filter(this::isInput).toList();
        if (found.isEmpty()) {
            throw new ManifestException("no file matches '" + pattern + "'");
        }
        for (Path path : found) {
            rule.requireReallyInside(path, source.relative(path));
        }
        return found;
    }

    private boolean isInput(Path path) {
        return !path.equals(manifest) && !doneFile.is(path) && !source.excludes(source.relative(path));
    }
}
