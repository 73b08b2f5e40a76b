package dev.caravan.cli;

import dev.caravan.job.Progress;
import dev.caravan.job.ProgressMeter;
import dev.caravan.s3.TransferListener;
import dev.caravan.s3.send.SendOrder;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts what is sent, and tells it to programs: `plan` once, then `progress` at most once a second and at the end, `key=value` in an order
 * that stays, and a line for each object. docs/kubernetes.md describes them.
 */
final class SendTally implements TransferListener {
    private static final long SECOND = 1_000_000_000L;

    private final @Nullable PrintWriter out;
    private final LongSupplier clock;
    private ProgressMeter meter;
    private long lastLine;
    private int objects;
    private long bytes;
    private long objectsSent;
    private long bytesSent;
    private long objectsUnchanged;

    /** @param out null when nothing is to be told */
    SendTally(@Nullable PrintWriter out) {
        this(out, System::nanoTime);
    }

    SendTally(@Nullable PrintWriter out, LongSupplier clock) {
        this.out = out;
        this.clock = clock;
        this.meter = meter(0);
        this.lastLine = clock.getAsLong();
    }

    private ProgressMeter meter(long total) {
        return new ProgressMeter("upload", "bytes", total, this::reached);
    }

    synchronized void begins(SendOrder order) {
        objects = order.objects().size();
        bytes = order.bytes();
        meter = meter(bytes);
        say("plan target=%s objects=%d bytes=%d".formatted(order.target().name(), objects, bytes));
    }

    @Override
    public synchronized void unchanged(String key, long size) {
        objectsUnchanged++;
        meter.skip(size);
    }

    @Override
    public synchronized void sent(long more) {
        meter.add(more);
    }

    @Override
    public synchronized void proven(String key, long size) {
        objectsSent++;
        bytesSent += size;
    }

    @Override
    public synchronized void note(String line) {
        say(line);
    }

    private void reached(Progress now) {
        long time = clock.getAsLong();
        boolean end = now.total() != null && now.done() == now.total();
        if (end || time - lastLine >= SECOND) {
            lastLine = time;
            say(String.format(
                    Locale.ROOT,
                    "progress phase=%s percent=%s done=%d total=%d bytes_per_second=%s eta_seconds=%s",
                    now.phase(),
                    number(now.percent(), "%.1f"),
                    now.done(),
                    bytes,
                    number(now.perSecond(), "%.0f"),
                    number(now.etaSeconds(), "%.1f")));
        }
    }

    private static String number(@Nullable Double number, String format) {
        return number == null ? "unknown" : String.format(Locale.ROOT, format, number);
    }

    private void say(String line) {
        if (out != null) {
            out.println(line);
            out.flush();
        }
    }

    int objects() {
        return objects;
    }

    /** Of all objects. */
    long bytes() {
        return bytes;
    }

    synchronized long objectsSent() {
        return objectsSent;
    }

    synchronized long bytesSent() {
        return bytesSent;
    }

    synchronized long objectsUnchanged() {
        return objectsUnchanged;
    }
}
