package dev.caravan.stage.archive;

import dev.caravan.dataset.SourceFile;
import dev.caravan.manifest.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Finds what was archived in the completed directory again, by the manifest of its archive. */
public final class CompletedSources {
    private final CompletedSettings settings;

    public CompletedSources(ArchiveSettings settings) {
        this.settings = settings.completed();
    }

    /**
     * The file or directory, when each of its files has the size and the time of the manifest. Nothing is read.
     *
     * @param root the source directory that it came from
     */
    public Optional<Path> find(Manifest manifest, Path root) throws IOException {
        Path target = Path.of(manifest.target());
        Optional<CompletedDirectory> directory = CompletedDirectory.of(settings, root);
        if (directory.isEmpty() || target.equals(root) || !target.startsWith(root)) {
            return Optional.empty();
        }
        for (Path place : directory.get().places(root, target, manifest.created())) {
            if (isThere(manifest, target, place)) {
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }

    private static boolean isThere(Manifest manifest, Path target, Path place) throws IOException {
        for (Manifest.Source source : manifest.sources()) {
            Path path = Path.of(source.path());
            Path moved = path.equals(target) ? place : place.resolve(target.relativize(path));
            if (!path.startsWith(target) || !Files.isRegularFile(moved, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
            SourceFile now = SourceFile.read(moved);
            // What was moved to another file system may have lost the digits behind the milliseconds.
            boolean same = now.modified()
                    .truncatedTo(ChronoUnit.MILLIS)
                    .equals(source.modified().truncatedTo(ChronoUnit.MILLIS));
            if (now.size() != source.size() || !same) {
                return false;
            }
        }
        return true;
    }
}
