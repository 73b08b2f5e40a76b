package dev.caravan.job;

/** A change of state that {@link JobState} does not allow. Nothing was written. */
public class IllegalTransitionException extends IllegalStateException {

    public IllegalTransitionException(String id, String from, String to) {
        super("job " + id + " is " + from + " and cannot become " + to);
    }
}
