package dev.caravan.job;

/** Why a job failed, as far as it decides what happens next. */
public enum FailureKind {
    /** The file is at fault: it fails now, and again only when it has changed. */
    BAD_INPUT(false),
    /** Disk, memory, network, a server that is away: worth another try later. */
    PASSING_FAULT(true),
    /** Nobody foresaw it: said loudly, not repeated. */
    BUG(false);

    private final boolean retried;

    FailureKind(boolean retried) {
        this.retried = retried;
    }

    public boolean retried() {
        return retried;
    }
}
