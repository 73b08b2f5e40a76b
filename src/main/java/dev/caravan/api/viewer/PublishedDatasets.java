package dev.caravan.api.viewer;

import dev.caravan.api.BadRequestException;
import dev.caravan.api.Field;
import dev.caravan.api.NotFoundException;
import dev.caravan.api.file.RequestedPath;
import dev.caravan.file.DatasetRecord;
import dev.caravan.file.FileStore;
import dev.caravan.file.SourceRecord;
import dev.caravan.publication.Publication;
import dev.caravan.publication.PublicationStore;
import dev.caravan.s3.PublishSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what a caller speaks of. */
final class PublishedDatasets {
    private static final int LONGEST_KEY = 1024;

    private final FileStore files;
    private final PublicationStore store;
    private final PublishSettings targets;

    PublishedDatasets(FileStore files, PublicationStore store, PublishSettings targets) {
        this.files = files;
        this.store = store;
        this.targets = targets;
    }

    /**
     * The key of the dataset.
     *
     * @throws BadRequestException there is not exactly one of the two
     * @throws NotFoundException there is no such file or directory
     */
    String key(@Nullable String dataset, @Nullable String path) {
        if ((dataset == null) == (path == null)) {
            throw new BadRequestException("dataset", dataset, "the only one of dataset and path");
        }
        if (dataset != null) {
            Field.text("dataset", dataset, LONGEST_KEY);
            return dataset;
        }
        Path file = RequestedPath.of("path", path);
        Optional<String> fault = files.fault(file);
        if (fault.isPresent()) {
            throw new NotFoundException(fault.get());
        }
        return files.find(file)
                .map(SourceRecord::key)
                .or(() -> files.datasetAt(file).map(DatasetRecord::key))
                .orElseThrow(() -> new NotFoundException(
                        "there is no record of a file '" + file + "'; GET /api/v1/files/why says why"));
    }

    /** @throws BadRequestException it cannot be the name of a target */
    static @Nullable String target(@Nullable String name) {
        return Field.text("target", name, LONGEST_KEY);
    }

    /**
     * What of the dataset is published, in one target or in all of them that are configured; at least one.
     *
     * @throws NotFoundException there is none
     */
    List<Publication> publications(String dataset, @Nullable String target) {
        List<Publication> all = store.find(dataset);
        List<Publication> wanted = all.stream()
                .filter(publication -> target == null || publication.target().equals(target))
                .filter(publication -> isConfigured(publication.target()))
                .toList();
        if (wanted.isEmpty()) {
            List<String> names = all.stream().map(Publication::target).toList();
            throw new NotFoundException(
                    names.isEmpty()
                            ? "the dataset '" + dataset + "' is published nowhere"
                            : "the dataset '" + dataset + "' is in " + names
                                    + ", and of the targets that are configured not in "
                                    + (target == null ? "any" : "'" + target + "'"));
        }
        return wanted;
    }

    /** Under which the history has the dataset: its source, or its key when that is not known any more. */
    String historyTarget(String dataset) {
        return files.owner(dataset).map(Path::toString).orElse(dataset);
    }

    private boolean isConfigured(String target) {
        return targets.targets().stream().anyMatch(known -> known.name().equals(target));
    }
}
