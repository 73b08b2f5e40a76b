package dev.caravan.job;

/** The class of a failure (row N.6): what happens next, and what a person can do about it. */
public enum FailureKind {
    /** The file is at fault: it fails now, and again only when it has changed. */
    BAD_INPUT(1, "mend or replace the file; the next scan takes it, because it has changed"),
    /** Memory ran out: once more, with more of it. */
    NOT_ENOUGH_MEMORY(
            2,
            "give the conversion more memory (caravan.convert.builtin.memory; a command: the machine's or the container's), then retry"),
    /** A disk ran full. */
    NOT_ENOUGH_DISK(Integer.MAX_VALUE, "make room on the disk that the reason names, then retry"),
    /** Disk, network, a process, a server that is away: worth another try later. */
    INFRASTRUCTURE(Integer.MAX_VALUE, "look at what the reason names; when it works again, retry"),
    /** It did not end in the time that its type and size are given. */
    TIMEOUT(Integer.MAX_VALUE, "if it was still getting on, raise the setting that the reason names, then retry"),
    /** Nobody foresaw it: said loudly, not repeated. */
    BUG(1, "please report it, with the job's log"),
    /** Of a batch, or of a job with branches: some of its jobs have failed. */
    CHILD_FAILED(1, "look at the jobs that have failed, and retry those");

    private final int mostAttempts;
    private final String advice;

    FailureKind(int mostAttempts, String advice) {
        this.mostAttempts = mostAttempts;
        this.advice = advice;
    }

    /** Whether there may be another attempt, as far as the class decides it, after so many that failed this way. */
    public boolean retried(int failures) {
        return failures < mostAttempts;
    }

    /** What a person does next, as a sentence without its full stop. */
    public String advice() {
        return advice;
    }
}
