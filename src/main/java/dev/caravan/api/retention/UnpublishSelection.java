package dev.caravan.api.retention;

import dev.caravan.api.BadRequestException;
import dev.caravan.api.NotFoundException;
import dev.caravan.api.file.RequestedPath;
import dev.caravan.file.DatasetRecord;
import dev.caravan.file.FileCatalog;
import dev.caravan.file.FileEntry;
import dev.caravan.file.FileFilter;
import dev.caravan.file.FileStore;
import dev.caravan.file.SourceRecord;
import dev.caravan.stage.scan.PathPattern;
import dev.caravan.stage.scan.SourceRules;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the datasets that a request names. */
final class UnpublishSelection {
    private static final int MOST = 10_000;
    private static final int LONGEST = 4096;

    private final FileCatalog catalog;
    private final FileStore store;
    private final SourceRules rules;

    UnpublishSelection(FileCatalog catalog, FileStore store, SourceRules rules) {
        this.catalog = catalog;
        this.store = store;
        this.rules = rules;
    }

    /**
     * Keys of datasets, each once.
     *
     * @throws BadRequestException none or several of paths, glob and datasets are there, or one is wrong
     * @throws NotFoundException nothing is known of one of the paths
     */
    Set<String> of(UnpublishBody body) {
        long given = Stream.of(body.paths(), body.glob(), body.datasets())
                .filter(Objects::nonNull)
                .count();
        if (given != 1) {
            throw new BadRequestException(
                    "paths", null, "the only one of paths, glob and datasets; " + given + " are there");
        }
        if (body.glob() != null) {
            return matching(body.glob());
        }
        Set<String> datasets = new LinkedHashSet<>();
        if (body.paths() != null) {
            each("paths", body.paths()).forEach(path -> datasets.add(dataset(path)));
        } else {
            datasets.addAll(each("datasets", Objects.requireNonNull(body.datasets())));
        }
        return datasets;
    }

    private static List<String> each(String field, List<@Nullable String> given) {
        if (given.isEmpty() || given.size() > MOST) {
            throw new BadRequestException(field, given.size() + " of them", "a list of 1 to " + MOST);
        }
        for (int i = 0; i < given.size(); i++) {
            String text = given.get(i);
            if (text == null || text.isEmpty() || text.length() > LONGEST) {
                throw new BadRequestException(field + "[" + i + "]", text, "a text of 1 to " + LONGEST + " characters");
            }
        }
        return given.stream().map(Objects::requireNonNull).toList();
    }

    private String dataset(String text) {
        Path path = RequestedPath.of("paths", text);
        Optional<String> many = store.datasetAt(path).map(DatasetRecord::key);
        return many.or(() -> store.find(path).map(SourceRecord::key))
                .orElseThrow(() -> new NotFoundException("nothing is known of '" + path + "'"));
    }

    private Set<String> matching(String glob) {
        PathPattern pattern = pattern(glob);
        Set<String> datasets = new LinkedHashSet<>();
        for (FileEntry entry :
                catalog.all(FileFilter.ALL.below(pattern.prefix()).matching(pattern::matches))) {
            SourceRecord record = entry.record();
            if (record != null && record.key() != null) {
                datasets.add(record.key());
            }
            if (datasets.size() > MOST) {
                throw new BadRequestException("glob", glob, "a pattern of at most " + MOST + " datasets");
            }
        }
        return datasets;
    }

    private PathPattern pattern(String glob) {
        if (glob.isEmpty() || glob.length() > LONGEST) {
            throw new BadRequestException("glob", glob, "a text of 1 to " + LONGEST + " characters");
        }
        try {
            return rules.pattern(glob);
        } catch (IllegalArgumentException e) {
            throw new BadRequestException("glob", glob, String.valueOf(e.getMessage()));
        }
    }
}
