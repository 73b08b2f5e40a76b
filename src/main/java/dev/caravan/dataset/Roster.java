package dev.caravan.dataset;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A dataset of many files as it lies on disk now, whole or not.
 *
 * @param key see {@link Dataset#key()}
 * @param root absolute path of the source directory
 * @param unit DIRECTORY or MANIFEST
 * @param target the directory or the manifest, absolute
 * @param manifest the manifest as a file; null for a directory
 * @param members the files that are there, in the order of their paths
 * @param problems what is missing or cannot be read, a clause each that names it; in the order in which it was met
 * @param fingerprint of all that
 */
public record Roster(
        String key,
        Path root,
        Unit unit,
        Path target,
        @Nullable SourceFile manifest,
        List<SourceFile> members,
        List<String> problems,
        String fingerprint) {

    /** The files directly in a directory. */
    public static Roster ofDirectory(
            String key, Path root, Path directory, List<SourceFile> members, List<String> problems) {
        return of(key, root, Unit.DIRECTORY, directory, null, members, problems);
    }

    /** The files that a manifest names. */
    public static Roster ofManifest(
            String key, Path root, SourceFile manifest, List<SourceFile> members, List<String> problems) {
        return of(key, root, Unit.MANIFEST, manifest.path(), manifest, members, problems);
    }

    private static Roster of(
            String key,
            Path root,
            Unit unit,
            Path target,
            @Nullable SourceFile manifest,
            List<SourceFile> members,
            List<String> problems) {
        List<SourceFile> sorted = members.stream()
                .sorted(Comparator.comparing(member -> member.path().toString()))
                .toList();
        String fingerprint = Fingerprint.of(root, files(manifest, sorted), problems);
        return new Roster(key, root, unit, target, manifest, sorted, List.copyOf(problems), fingerprint);
    }

    /** The same, with further things that are wrong. */
    public Roster with(List<String> further) {
        List<String> all = Stream.concat(problems.stream(), further.stream()).toList();
        return of(key, root, unit, target, manifest, members, all);
    }

    /** The manifest, where there is one, and the members. */
    public List<SourceFile> files() {
        return files(manifest, members);
    }

    /** Where a done-file would lie: the directory, or that of the manifest. */
    public Path directory() {
        return unit == Unit.DIRECTORY ? target : Objects.requireNonNull(target.getParent());
    }

    /** To be claimed; only when no problem was found. */
    public Dataset dataset(Labels labels) {
        if (!problems.isEmpty()) {
            throw new IllegalStateException(target + " is not whole: " + problems);
        }
        return new Dataset(key, root, members, new Group(unit, target, manifest, fingerprint), labels, null);
    }

    static List<SourceFile> files(@Nullable SourceFile manifest, List<SourceFile> members) {
        return manifest == null
                ? members
                : Stream.concat(Stream.of(manifest), members.stream()).toList();
    }
}
