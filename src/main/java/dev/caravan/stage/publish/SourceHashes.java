package dev.caravan.stage.publish;

import dev.caravan.dataset.SourceFile;
import dev.caravan.file.FileStore;
import dev.caravan.file.MalformedRecordException;
import dev.caravan.file.SourceRecord;
import dev.caravan.manifest.Manifest;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The hashes of source files: from their records or an earlier manifest where these know this very version, else by reading them. */
final class SourceHashes {
    private final FileStore store;

    SourceHashes(FileStore store) {
        this.store = store;
    }

    /** @param earlier manifest of the same dataset; null when there is none */
    List<Manifest.Source> of(List<SourceFile> files, @Nullable Manifest earlier, Hashing hashing) throws IOException {
        Map<String, Manifest.Source> known = new HashMap<>();
        if (earlier != null) {
            earlier.sources().forEach(source -> known.put(source.path(), source));
        }
        List<Manifest.Source> sources = new ArrayList<>();
        for (SourceFile file : files) {
            Optional<String> hash =
                    noted(file).or(() -> hash(known.get(file.path().toString()), file));
            hash.ifPresent(found -> hashing.skip(file.size()));
            sources.add(new Manifest.Source(
                    file.path().toString(),
                    file.size(),
                    file.modified(),
                    hash.isPresent() ? hash.get() : read(file, hashing)));
        }
        return sources;
    }

    private Optional<String> noted(SourceFile file) {
        try {
            return store.find(file.path())
                    .filter(record -> Long.valueOf(file.size()).equals(record.size())
                            && file.modified().equals(record.modified()))
                    .map(SourceRecord::sha256);
        } catch (MalformedRecordException e) {
            // The scan says so; the file itself can be read all the same.
            return Optional.empty();
        }
    }

    private static Optional<String> hash(Manifest.@Nullable Source earlier, SourceFile file) {
        return Optional.ofNullable(earlier)
                .filter(source ->
                        source.size() == file.size() && source.modified().equals(file.modified()))
                .map(Manifest.Source::sha256)
                .filter(hash -> !hash.isEmpty());
    }

    /** Empty when it is not the version any more that was converted. */
    private static String read(SourceFile file, Hashing hashing) throws IOException {
        try {
            if (!SourceFile.read(file.path()).equals(file)) {
                return "";
            }
            String hash = hashing.sha256(file.path());
            return SourceFile.read(file.path()).equals(file) ? hash : "";
        } catch (NoSuchFileException e) {
            return "";
        }
    }
}
