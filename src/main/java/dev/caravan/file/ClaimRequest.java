package dev.caravan.file;

import dev.caravan.dataset.Dataset;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an instance asks for when it wants a dataset.
 *
 * @param id the claim's id, later the job's
 * @param lease how long the claim holds before the dataset has come to the queue
 * @param contents SHA-256 of each file of the dataset, lower-case hex; empty when contents are not compared
 * @param gone absolute path of an owner of the dataset key, or of one of the files, that is known to be no longer on disk,
 *     or null
 * @param again whether a version that was taken before is taken once more
 */
public record ClaimRequest(
        Dataset dataset,
        String id,
        Duration lease,
        List<String> contents,
        @Nullable String gone,
        Again again) {

    /** The exchange property that holds the id of a claim that was got. */
    public static final String PROPERTY = "claim";

    /** The exchange property that holds the dataset of a claim that was got; the body may be another by the time that somebody asks. */
    public static final String DATASET_PROPERTY = "claimedDataset";

    public ClaimRequest {
        contents = List.copyOf(contents);
        if (!contents.isEmpty() && contents.size() != dataset.files().size()) {
            throw new IllegalArgumentException(
                    contents.size() + " hashes for " + dataset.files().size() + " files of " + dataset.title());
        }
    }

    /** As a scan asks. */
    public ClaimRequest(Dataset dataset, String id, Duration lease, List<String> contents, @Nullable String gone) {
        this(dataset, id, lease, contents, gone, Again.NEVER);
    }

    public ClaimRequest withGone(String owner) {
        return new ClaimRequest(dataset, id, lease, contents, owner, again);
    }

    String content(int file) {
        return contents.isEmpty() ? "" : contents.get(file);
    }
}
