package dev.caravan.api.version;

import dev.caravan.api.BadRequestException;
import dev.caravan.api.Field;
import dev.caravan.api.NotFoundException;
import dev.caravan.api.file.RequestedPath;
import dev.caravan.file.DatasetRecord;
import dev.caravan.file.FileStore;
import dev.caravan.file.SourceRecord;
import dev.caravan.s3.ObjectNames;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which dataset a caller means, who gives its key or the path of its source. */
public final class DatasetNames {
    private final FileStore store;

    public DatasetNames(FileStore store) {
        this.store = store;
    }

    /**
     * The dataset's key.
     *
     * @throws BadRequestException there is none of the two, or both, or it can be neither
     * @throws NotFoundException nothing is known of the path
     */
    String key(@Nullable String dataset, @Nullable String path) {
        if ((dataset == null) == (path == null)) {
            throw new BadRequestException(
                    "dataset", dataset, "the only one of dataset and path, one of which is needed");
        }
        return dataset == null ? ofPath(RequestedPath.of("path", path)) : checked(dataset);
    }

    private static String checked(String dataset) {
        Field.text("dataset", dataset, ObjectNames.LONGEST_KEY);
        if (!ObjectNames.hasProperNames(dataset)) {
            throw new BadRequestException(
                    "dataset",
                    dataset,
                    "a dataset's key, such as area1/a: no slash in front, no empty, '.' or '..' name");
        }
        return dataset;
    }

    private String ofPath(Path path) {
        Optional<String> group = store.datasetAt(path).map(DatasetRecord::key);
        return group.or(() -> store.find(path).flatMap(DatasetNames::ofFile))
                .orElseThrow(() -> new NotFoundException("no dataset is known that was made of '" + path + "'"));
    }

    private static Optional<String> ofFile(SourceRecord file) {
        return Optional.ofNullable(file.dataset()).or(() -> Optional.ofNullable(file.key()));
    }
}
