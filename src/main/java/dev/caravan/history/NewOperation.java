package dev.caravan.history;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An operation to be appended to the history; it ends at the moment at which it is.
 *
 * @param type one word: `scan`, `cancel`; what the stages' attempts are called is theirs
 * @param target what it was done to; empty for that of the job
 * @param job empty when it is about none; else what is not said here is taken from the job: target, user, project, bytes
 * @param began null for now
 * @param user who did it; empty for the job's
 * @param project empty for the job's
 * @param failure class of the failure; empty without one
 * @param reason why it failed or was done; may be empty
 * @param notes become metadata; texts, numbers, booleans, lists and maps. `resultPath` and `command` become fields of their own
 */
public record NewOperation(
        String type,
        OperationStatus status,
        String target,
        String job,
        @Nullable Instant began,
        String user,
        String project,
        String failure,
        String reason,
        Map<String, Object> notes) {
    private static final Pattern TYPE = Pattern.compile("[a-z][a-z-]{0,40}");

    public NewOperation {
        if (!TYPE.matcher(type).matches()) {
            throw new IllegalArgumentException(
                    "'" + type + "' cannot be an operation; it must be 1 to 41 lower-case letters or '-'");
        }
        if (target.isEmpty() && job.isEmpty()) {
            throw new IllegalArgumentException("the operation '" + type + "' has neither a target nor a job");
        }
        notes = Map.copyOf(notes);
    }

    /** Done to a path, and gone well. */
    public static NewOperation on(String target, String type) {
        return new NewOperation(type, OperationStatus.SUCCESS, target, "", null, "", "", "", "", Map.of());
    }

    /** Done to a job that is still known, and gone well. */
    public static NewOperation ofJob(String job, String type) {
        return new NewOperation(type, OperationStatus.SUCCESS, "", job, null, "", "", "", "", Map.of());
    }

    /** As a part of this job. */
    public NewOperation within(String newJob) {
        return new NewOperation(type, status, target, newJob, began, user, project, failure, reason, notes);
    }

    public NewOperation by(String newUser) {
        return new NewOperation(type, status, target, job, began, newUser, project, failure, reason, notes);
    }

    public NewOperation since(Instant beginning) {
        return new NewOperation(type, status, target, job, beginning, user, project, failure, reason, notes);
    }

    public NewOperation because(String newReason) {
        return new NewOperation(type, status, target, job, began, user, project, failure, newReason, notes);
    }

    /** @param failureClass may be empty */
    public NewOperation ended(OperationStatus newStatus, String failureClass, String newReason) {
        return new NewOperation(type, newStatus, target, job, began, user, project, failureClass, newReason, notes);
    }

    public NewOperation noting(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(notes);
        more.put(name, value);
        return new NewOperation(type, status, target, job, began, user, project, failure, reason, more);
    }
}
