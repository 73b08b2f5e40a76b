package dev.caravan.job;

/** Somebody has cancelled the job; whoever works on it ends, and has nothing more to write. */
public class JobCancelledException extends LeaseLostException {
    private final String reason;

    JobCancelledException(String id, String reason) {
        super("job " + id + " was cancelled: " + reason);
        this.reason = reason;
    }

    /** What they have said who cancelled it. */
    public String reason() {
        return reason;
    }
}
