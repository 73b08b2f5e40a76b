package dev.caravan.retention;

import dev.caravan.file.PublishedState;
import dev.caravan.publication.Publication;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When a dataset is to be unpublished by `caravan.retention`, and why. What is protected is not its question. */
public final class RetentionPolicy {
    private final @Nullable Duration deletedAfter;
    private final @Nullable Duration after;

    public RetentionPolicy(RetentionSettings settings) {
        this.deletedAfter = settings.unpublishDeletedAfter();
        this.after = settings.unpublishAfter();
    }

    /**
     * When it is due.
     *
     * @param at may lie in the future
     * @param reason as a clause
     */
    public record Due(Instant at, Cause cause, String reason) {}

    /** Whether there is any. */
    public boolean isThere() {
        return deletedAfter != null || after != null;
    }

    /** The earliest time at which the dataset is due; empty when it is not by any rule. */
    Optional<Due> due(PublishedState state, List<Publication> publications) {
        Optional<Due> byDeletion = due(state.deletedAt());
        return byAge(publications)
                .filter(age -> byDeletion.isEmpty()
                        || age.at().isBefore(byDeletion.get().at()))
                .or(() -> byDeletion);
    }

    /** When a dataset is due whose source was found to be gone then; empty when it is not. */
    public Optional<Due> due(@Nullable Instant deletedAt) {
        return deletedAfter == null || deletedAt == null
                ? Optional.empty()
                : Optional.of(new Due(
                        deletedAt.plus(deletedAfter),
                        Cause.DELETED,
                        "its source was deleted, seen at " + seconds(deletedAt)
                                + " (caravan.retention.unpublish-deleted-after)"));
    }

    private Optional<Due> byAge(List<Publication> publications) {
        if (after == null) {
            return Optional.empty();
        }
        return publications.stream()
                .map(Publication::at)
                .max(Instant::compareTo)
                .map(newest -> new Due(
                        newest.plus(after),
                        Cause.AGE,
                        "it was published last at " + seconds(newest) + " (caravan.retention.unpublish-after)"));
    }

    private static Instant seconds(Instant time) {
        return Instant.ofEpochSecond(time.getEpochSecond());
    }
}
