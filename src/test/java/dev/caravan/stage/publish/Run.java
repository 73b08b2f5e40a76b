package dev.caravan.stage.publish;

import dev.caravan.job.JobLog;
import dev.caravan.job.JobRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An attempt of a job that a test can cancel, and whose log it can read. */
final class Run implements JobRun, JobLog {
    private final List<String> lines = new ArrayList<>();
    private final List<Runnable> onCancel = new ArrayList<>();
    private boolean cancelled;

    synchronized void cancel() {
        cancelled = true;
        onCancel.forEach(Runnable::run);
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public String id() {
        return "job-1";
    }

    @Override
    public String stage() {
        return "publish";
    }

    @Override
    public int attempt() {
        return 1;
    }

    @Override
    public JobLog log() {
        return this;
    }

    @Override
    public synchronized void onCancel(Runnable action) {
        if (cancelled) {
            action.run();
        } else {
            onCancel.add(action);
        }
    }

    @Override
    public synchronized boolean cancelled() {
        return cancelled;
    }

    @Override
    public Path file() {
        return Path.of("job-1.log");
    }

    @Override
    public synchronized void append(String line) {
        lines.add(line);
    }
}
