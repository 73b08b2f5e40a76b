package dev.caravan.stage.scan;

import dev.caravan.dataset.Labels;
import dev.caravan.dataset.Profile;
import dev.caravan.dataset.SourceFile;
import dev.caravan.file.PrintablePath;
import dev.caravan.setting.Glob;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The source directories and what they say about single paths: the same rules as a scan's, asked one by one. */
public final class SourceRules {
    private final List<RuledSource> sources;
    private final Settling settling;

    public SourceRules(ScanSettings settings, Clock clock) {
        List<SourceSettings> all = settings.sources();
        this.sources = IntStream.range(0, all.size())
                .mapToObj(index -> RuledSource.of(index, all.get(index)))
                .toList();
        this.settling = new Settling(settings.settle(), clock);
    }

    /**
     * What a scan would make of the path, and why. What is outside of the source directories is not looked at, nor is what a
     * link leads to out of them.
     *
     * @param path absolute and normalised
     */
    public Placement place(Path path) {
        return innermost(path)
                .map(source -> new PlaceWalk(source, otherRoots(source)).place(path))
                .orElseGet(() -> Placement.of(Placement.Kind.OUTSIDE, outside(path)));
    }

    /**
     * The dataset of many files at a directory or a manifest, as a scan would find it now; empty when no file of it is there.
     *
     * @param target as {@link #place} has named it
     * @throws IOException it cannot be looked at
     */
    public Optional<FoundGroup> group(Path target) throws IOException {
        RuledSource source = innermost(target).orElse(null);
        if (source == null) {
            return Optional.empty();
        }
        try {
            return new RosterLook(source.rules(), otherRoots(source))
                    .at(target)
                    .map(roster -> FoundGroup.of(roster, source.rules(), settling));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while '" + PrintablePath.of(target) + "' was looked at");
        }
    }

    /** What is made of what lies at this path; an octree where that is in no source directory. */
    public Profile profile(Path path) {
        return innermost(path).map(source -> source.settings().profile()).orElse(Profile.OCTREE);
    }

    /** What the source says of what lies at this path; nothing where that is in no source directory. */
    public Labels labels(Path path) {
        return innermost(path).map(source -> source.rules().labels()).orElse(Labels.NONE);
    }

    /** The source directory in which a path lies, by its text. */
    public Optional<Path> rootOf(Path path) {
        return innermost(path).map(source -> source.rules().root());
    }

    /** The source directories whose datasets are archived. */
    public List<Path> archived() {
        return sources.stream()
                .filter(source -> source.settings().profile() == Profile.ARCHIVE)
                .map(source -> source.rules().root())
                .toList();
    }

    /**
     * The dataset key of a path that was archived, whether it is still there or not; empty when it lies in none of these directories.
     *
     * @param path absolute and normalised
     */
    public Optional<String> archiveKey(Path path) {
        return innermost(path)
                .filter(source -> source.settings().profile() == Profile.ARCHIVE)
                .map(RuledSource::rules)
                .filter(rules -> !path.equals(rules.root()))
                .map(rules -> rules.takesTrees() ? rules.relative(rules.datasetDirectory(path)) : rules.key(path));
    }

    /** Whether a path lies in a source directory, by its text; the disk is not looked at. */
    public boolean holds(Path path) {
        return innermost(path).isPresent();
    }

    /**
     * Whether a path lies in a source directory, by its text and, as far as it is there, by what its links lead to.
     *
     * @param path absolute and normalised
     */
    public boolean contains(Path path) {
        if (!holds(path)) {
            return false;
        }
        try {
            Path real = path.toRealPath();
            for (Path root : roots()) {
                if (real.startsWith(root.toRealPath())) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            // There is nothing that could lead anywhere.
            return true;
        }
    }

    /** When the file will have been left alone for long enough, if nobody writes to it again; empty when it has. */
    public Optional<Instant> settledAt(SourceFile file) {
        return settling.end(file);
    }

    /** How long a file must have been left alone. */
    public Duration settle() {
        return settling.settle();
    }

    /** The source directories, absolute, in the order of the settings. */
    public List<Path> roots() {
        return sources.stream().map(source -> source.rules().root()).toList();
    }

    /**
     * A question to paths.
     *
     * @param pattern as {@link Glob} wants it: relative to the source directories, or absolute within one of them
     * @throws IllegalArgumentException it is neither; the message says what is allowed, as the end of 'it must be'
     */
    public PathPattern pattern(String pattern) {
        try {
            if (!pattern.startsWith("/")) {
                return PathPattern.relative(roots(), pattern);
            }
            return sources.stream()
                    .map(source -> source.rules().root())
                    .filter(root -> pattern.startsWith(PathPattern.below(root)))
                    .max((a, b) -> a.getNameCount() - b.getNameCount())
                    .map(root -> PathPattern.absolute(root, pattern))
                    .orElseThrow(() -> new IllegalArgumentException(
                            "a pattern relative to the source directories, or within one of them: " + names()));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("a pattern as '**/*.{las,laz}' (" + e.getDescription() + ")", e);
        }
    }

    private Optional<RuledSource> innermost(Path path) {
        return sources.stream()
                .filter(source -> path.startsWith(source.rules().root()))
                .max((a, b) ->
                        a.rules().root().getNameCount() - b.rules().root().getNameCount());
    }

    /** Real paths of the other sources. */
    private Set<Path> otherRoots(RuledSource own) {
        Set<Path> roots = new HashSet<>();
        for (RuledSource source : sources) {
            if (source != own) {
                try {
                    roots.add(source.rules().root().toRealPath());
                } catch (IOException e) {
                    // It cannot be entered, so nothing belongs to it.
                }
            }
        }
        return roots;
    }

    private String outside(Path path) {
        return "'" + PrintablePath.of(path) + "' lies in none of the source directories (caravan.scan.sources): "
                + (sources.isEmpty() ? "there are none" : names());
    }

    private String names() {
        return sources.stream()
                .map(source -> "'" + PrintablePath.of(source.rules().root()) + "'")
                .collect(Collectors.joining(", "));
    }
}
