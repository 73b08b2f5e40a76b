package dev.caravan.rebuild;

import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.Labels;
import dev.caravan.dataset.Profile;
import dev.caravan.dataset.SourceFile;
import dev.caravan.dataset.Unit;
import dev.caravan.manifest.Manifest;
import dev.caravan.rebuild.PresentSources.State;
import dev.caravan.s3.FileDigest;
import dev.caravan.stage.archive.CompletedSources;
import dev.caravan.stage.scan.FoundGroup;
import dev.caravan.stage.scan.Placement;
import dev.caravan.stage.scan.SourceRules;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Looks for the sources of a manifest, with a scan's eyes. A file whose time has changed, but not its size, is read. */
public final class SourceLook {
    private final SourceRules rules;
    private final CompletedSources completed;

    public SourceLook(SourceRules rules, CompletedSources completed) {
        this.rules = rules;
        this.completed = completed;
    }

    /** @param read is told how many bytes of sources have been read; what it throws ends the look */
    PresentSources at(Manifest manifest, LongConsumer read) throws IOException {
        Path target = Path.of(manifest.target());
        Optional<Path> moved = moved(manifest, target);
        if (moved.isPresent()) {
            String where = "it was archived, and lies in " + moved.get();
            return new PresentSources(
                    State.MOVED, files(manifest), null, published(manifest), rules.labels(target), where, moved.get());
        }
        if (!sourceIsThere(target)) {
            return published(manifest, State.LEFT, "its source directory is not there, or empty");
        }
        Placement placement = rules.place(target);
        if (placement.kind() == Placement.Kind.MISSING) {
            return published(manifest, State.GONE, placement.sentence());
        }
        return unit(manifest) == Unit.FILE ? file(manifest, placement, read) : group(manifest, placement, read);
    }

    /** Where the source of an archive was moved to, if it was; when there is something at its old place, that counts. */
    private Optional<Path> moved(Manifest manifest, Path target) throws IOException {
        Optional<Path> root = rules.rootOf(target);
        boolean gone = Files.notExists(target, LinkOption.NOFOLLOW_LINKS);
        boolean archive = manifest.profile().equals(Profile.ARCHIVE.word());
        return archive && gone && root.isPresent() ? completed.find(manifest, root.get()) : Optional.empty();
    }

    static Unit unit(Manifest manifest) {
        return Unit.valueOf(manifest.unit().toUpperCase(Locale.ROOT));
    }

    private PresentSources file(Manifest manifest, Placement placement, LongConsumer read) throws IOException {
        if (placement.kind() != Placement.Kind.TAKEN) {
            return published(manifest, State.LEFT, placement.sentence());
        }
        Dataset dataset = placement.dataset();
        return dataset.key().equals(manifest.dataset())
                ? compared(manifest, dataset.sources(), null, "", dataset.labels(), read)
                : published(manifest, State.LEFT, "its dataset key would be '" + dataset.key() + "' now");
    }

    private PresentSources group(Manifest manifest, Placement placement, LongConsumer read) throws IOException {
        Placement.Many many = placement.many();
        Path target = Path.of(manifest.target());
        if (many == null || !many.target().equals(target) || !many.key().equals(manifest.dataset())) {
            return published(manifest, State.LEFT, "it is no dataset of many files now");
        }
        Optional<FoundGroup> found = rules.group(target);
        if (found.isEmpty()) {
            return published(manifest, State.GONE, "no file of it is there");
        }
        FoundGroup group = found.get();
        return compared(
                manifest,
                group.roster().members(),
                group.roster().manifest(),
                group.roster().fingerprint(),
                group.labels(),
                read);
    }

    private static PresentSources compared(
            Manifest manifest,
            List<SourceFile> now,
            @Nullable SourceFile list,
            String fingerprint,
            Labels labels,
            LongConsumer read)
            throws IOException {
        Map<String, Manifest.Source> before = new HashMap<>();
        manifest.sources().forEach(source -> before.put(source.path(), source));
        String changed = null;
        for (SourceFile file : now) {
            Manifest.Source source = before.remove(file.path().toString());
            if (changed == null && (source == null || !same(source, file, read))) {
                changed = file.path() + (source == null ? " is new" : " has changed");
            }
        }
        if (changed == null && !before.isEmpty()) {
            changed = before.keySet().iterator().next() + " is gone";
        }
        return changed == null
                ? new PresentSources(State.SAME, now, list, fingerprint, labels, "", null)
                : new PresentSources(State.CHANGED, files(manifest), list, published(manifest), labels, changed, null);
    }

    private static boolean same(Manifest.Source source, SourceFile file, LongConsumer read) throws IOException {
        if (source.size() != file.size()) {
            return false;
        }
        return source.modified().equals(file.modified())
                || !source.sha256().isEmpty() && source.sha256().equals(FileDigest.sha256(file.path(), read));
    }

    private static PresentSources published(Manifest manifest, State state, String reason) {
        return new PresentSources(state, files(manifest), null, published(manifest), Labels.NONE, reason, null);
    }

    private static String published(Manifest manifest) {
        return manifest.fingerprint() == null ? "" : manifest.fingerprint();
    }

    private static List<SourceFile> files(Manifest manifest) {
        List<SourceFile> files = new ArrayList<>();
        for (Manifest.Source source : manifest.sources()) {
            files.add(new SourceFile(Path.of(source.path()), source.size(), source.modified()));
        }
        return files;
    }

    /** A disk that is not mounted is no reason to take its files for deleted. What lies in no source directory is not asked. */
    private boolean sourceIsThere(Path target) throws IOException {
        for (Path root : rules.roots()) {
            if (target.startsWith(root)) {
                return Files.isDirectory(root) && holdsAnything(root);
            }
        }
        return true;
    }

    private static boolean holdsAnything(Path directory) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            return entries.iterator().hasNext();
        }
    }
}
