package dev.caravan.file;

import dev.caravan.dataset.SourceFile;
import dev.caravan.dataset.Unit;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A published dataset of which Redis may know nothing any more.
 *
 * @param target the file, directory or manifest, absolute
 * @param manifest the list itself of a MANIFEST, where it is known; else null
 * @param fingerprint of the version that is published; '' of one file
 * @param sources its files, in the versions that are published
 * @param hashes SHA-256 of each of them by its path; empty when records do not keep them
 * @param place name of the S3 target that has it
 * @param fields of its records, beyond those that say which version it is
 */
public record LostDataset(
        String key,
        Unit unit,
        Path target,
        @Nullable SourceFile manifest,
        String fingerprint,
        List<SourceFile> sources,
        Map<Path, String> hashes,
        String place,
        Map<String, String> fields) {

    public LostDataset {
        sources = List.copyOf(sources);
        hashes = Map.copyOf(hashes);
        fields = Map.copyOf(fields);
    }
}
