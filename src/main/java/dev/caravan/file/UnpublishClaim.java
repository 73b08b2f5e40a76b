package dev.caravan.file;

import java.util.List;

/**
 * What came of the attempt to take a dataset in order to unpublish it.
 *
 * @param work what works on it, as a clause; '' when it was got
 * @param owner absolute path of the file, directory or manifest that has the key; '' when nobody has
 * @param user whose job made it; may be empty, as project
 * @param before its records, which show the claim now
 */
public record UnpublishClaim(String id, String work, String owner, String user, String project, List<Before> before) {

    /**
     * A record as it was.
     *
     * @param record its Redis key
     */
    public record Before(String record, String status, String job) {}

    public UnpublishClaim {
        before = List.copyOf(before);
    }

    public boolean got() {
        return work.isEmpty();
    }

    /** Redis keys of its records. */
    public List<String> records() {
        return before.stream().map(Before::record).toList();
    }
}
