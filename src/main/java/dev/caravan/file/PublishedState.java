package dev.caravan.file;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the records say of a published dataset.
 *
 * @param owner absolute path of the file, directory or manifest that has the key; '' when nobody has
 * @param deletedAt when it was found to be gone from its source; null while it is there
 * @param work what works on it, as a clause; '' when nothing does
 */
public record PublishedState(
        String dataset, String owner, @Nullable Instant deletedAt, String work) {

    /** `it is RUNNING at convert, job 5b0c…`. */
    static String work(String status, String stage, String job) {
        return status.isEmpty()
                ? ""
                : "it is " + status + (stage.isEmpty() ? "" : " at " + stage) + (job.isEmpty() ? "" : ", job " + job);
    }
}
