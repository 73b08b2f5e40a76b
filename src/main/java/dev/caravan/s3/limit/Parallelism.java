package dev.caravan.s3.limit;

/**
 * How many requests one target is sent at a time. Halved when the server asks for it ("SlowDown"), and raised by one after a run of
 * requests that went well.
 */
public final class Parallelism {
    private static final int WELL = 16;

    private final int most;
    private int now;
    private int well;

    public Parallelism(int most) {
        this.most = most;
        this.now = most;
    }

    public synchronized int now() {
        return now;
    }

    public synchronized void tooMuch() {
        now = Math.max(1, now / 2);
        well = 0;
    }

    public synchronized void well() {
        if (now < most && ++well >= WELL) {
            now++;
            well = 0;
        }
    }
}
