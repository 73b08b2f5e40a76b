package dev.caravan.stage.archive;

import dev.caravan.dataset.Dataset;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which place a source gets in the completed directory. The same each time that it is asked about the same backup. */
final class CompletedDirectory {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final CompletedSettings settings;
    private final Path directory;

    private CompletedDirectory(CompletedSettings settings, Path directory) {
        this.settings = settings;
        this.directory = directory;
    }

    /** Empty when sources stay where they are. */
    static Optional<CompletedDirectory> of(CompletedSettings settings, Path root) {
        return settings.path().map(path -> new CompletedDirectory(settings, root.resolve(path)));
    }

    /**
     * Reserves a place, by something empty of the same kind.
     *
     * @throws FileAlreadyExistsException when it is taken, and so is the one for duplicates, if there is one
     */
    Path reserve(Dataset dataset, Instant made) throws IOException {
        FileAlreadyExistsException taken = null;
        for (Path place : places(dataset.root(), dataset.target(), made)) {
            try {
                Files.createDirectories(place.getParent());
                return Files.isDirectory(dataset.target()) ? Files.createDirectory(place) : Files.createFile(place);
            } catch (FileAlreadyExistsException e) {
                taken = e;
            }
        }
        throw new FileAlreadyExistsException(
                String.valueOf(taken == null ? directory : taken.getFile()),
                null,
                "it is there already (caravan.archive.completed.duplicates is "
                        + settings.duplicates().name().toLowerCase(Locale.ROOT) + ")");
    }

    /** Where it has been moved to already, by an attempt that did not come to its end. */
    Optional<Path> found(Dataset dataset, Instant made) {
        return places(dataset.root(), dataset.target(), made).stream()
                .filter(place -> Files.exists(place, LinkOption.NOFOLLOW_LINKS))
                .reduce((first, second) -> second);
    }

    /** The one it should have, then the one that it gets when that is taken. */
    List<Path> places(Path root, Path target, Instant made) {
        Path relative = settings.structure() == CompletedSettings.Structure.PRESERVE
                ? root.relativize(target)
                : target.getFileName();
        Path usual = directory.resolve(relative);
        String stamp = STAMP.format(made);
        return switch (settings.duplicates()) {
            case TIMESTAMP -> List.of(usual, usual.resolveSibling(stamp + "-" + usual.getFileName()));
            case SUBDIRECTORY -> List.of(usual, usual.resolveSibling(stamp).resolve(usual.getFileName()));
            case ERROR -> List.of(usual);
        };
    }
}
