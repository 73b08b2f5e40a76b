package dev.caravan.job;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A script's answer: a status (`OK`, `NONE`, `LOST`, `ILLEGAL`, `EXPIRED`, `ENDED`) and what belongs to it.
 *
 * @param rest texts, numbers, or field lists
 */
record Reply(String status, List<?> rest) {

    static Reply of(@Nullable List<?> answer) {
        if (answer == null || answer.isEmpty()) {
            throw new IllegalStateException("a job script gave no answer");
        }
        return new Reply(String.valueOf(answer.get(0)), answer.subList(1, answer.size()));
    }

    /** The rest, when there is something. */
    Optional<List<?>> found(String id) {
        return status.equals("NONE") ? Optional.empty() : Optional.of(require(id));
    }

    /**
     * The rest of an answer that has to be `OK`.
     *
     * @throws LeaseLostException the job is in other hands
     * @throws JobCancelledException it is in nobody's hands, because it was cancelled
     * @throws IllegalTransitionException the job's state does not allow it
     * @throws JobTimedOutException the attempt's time is over
     */
    List<?> require(String id) {
        return switch (status) {
            case "OK" -> rest;
            case "LOST" -> throw lost(id);
            case "ILLEGAL" -> throw new IllegalTransitionException(id, text(0), text(1));
            case "ENDED" -> throw new IllegalTransitionException(text(0), text(1), "the parent of a new job");
            case "EXPIRED" -> throw new JobTimedOutException("job " + id + " has not ended in time");
            default -> throw new IllegalStateException("job " + id + ": unexpected answer " + this);
        };
    }

    private LeaseLostException lost(String id) {
        boolean cancelled = rest.size() == 3 && text(0).equals(JobState.CANCELLED.name());
        return cancelled
                ? new JobCancelledException(id, text(2))
                : new LeaseLostException("job " + id + " is in other hands: " + rest);
    }

    String text(int index) {
        return String.valueOf(rest.get(index));
    }

    long number(int index) {
        return Long.parseLong(text(index));
    }
}
