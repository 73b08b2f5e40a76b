package dev.caravan.archive;

import dev.caravan.manifest.Manifest;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an archive has to hold, by its manifest.
 *
 * @param top the name of the source, with which all names begin
 * @param files by their names in the archive
 * @param object the archive itself
 */
public record ExpectedArchive(String top, Map<String, Manifest.Source> files, Manifest.PublishedObject object) {
    /** The profile of a manifest that tells of an archive. */
    public static final String PROFILE = "archive";

    /** @throws DamagedArchiveException when the manifest is not that of an archive, or contradicts itself */
    public static ExpectedArchive of(Manifest manifest) {
        if (!manifest.profile().equals(PROFILE)) {
            throw new DamagedArchiveException("the manifest of '" + manifest.dataset() + "' has the profile '"
                    + manifest.profile() + "', expected is '" + PROFILE + "'");
        }
        Path target = Path.of(manifest.target());
        Map<String, Manifest.Source> files = new LinkedHashMap<>();
        manifest.sources().forEach(source -> files.put(name(target, source), source));
        return new ExpectedArchive(String.valueOf(target.getFileName()), files, archive(manifest));
    }

    public Compression compression() {
        return Compression.ofName(object.name())
                .orElseThrow(() -> new DamagedArchiveException(
                        "'" + object.name() + "' is no archive by its name;" + " it ends with .tar.gz or .tar.zst"));
    }

    /** Sum of the files' sizes. */
    public long bytes() {
        return files.values().stream().mapToLong(Manifest.Source::size).sum();
    }

    private static String name(Path target, Manifest.Source source) {
        Path path = Path.of(source.path());
        if (!path.startsWith(target)) {
            throw new DamagedArchiveException(
                    "the manifest names the source '" + path + "', which is not in '" + target + "'");
        }
        return path.equals(target)
                ? String.valueOf(target.getFileName())
                : target.getFileName() + "/" + target.relativize(path);
    }

    private static Manifest.PublishedObject archive(Manifest manifest) {
        return manifest.objects().stream()
                .filter(object -> Compression.ofName(object.name()).isPresent())
                .findFirst()
                .orElseThrow(() -> new DamagedArchiveException(
                        "the manifest of '" + manifest.dataset() + "' names no object that is an archive"));
    }
}
