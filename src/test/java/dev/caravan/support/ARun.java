package dev.caravan.support;

import dev.caravan.job.Failure;
import dev.caravan.job.JobLog;
import dev.caravan.job.JobRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** A run of a job for the beans of a room, without a queue: it remembers its log, and can be cancelled. */
public final class ARun implements JobRun, JobLog {
    private final String id;
    private final int attempt;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<Runnable> actions = new ArrayList<>();
    private boolean cancelled;
    private Failure failure;

    public ARun() {
        this(1);
    }

    public ARun(int attempt) {
        this(UUID.randomUUID().toString(), attempt);
    }

    public ARun(String id, int attempt) {
        this.id = id;
        this.attempt = attempt;
    }

    public List<String> lines() {
        return lines;
    }

    public synchronized void cancel() {
        cancelled = true;
        actions.forEach(Runnable::run);
    }

    @Override
    public void failed(Failure newFailure) {
        failure = newFailure;
    }

    /** What the error policy said last. */
    public Failure failure() {
        return failure;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String stage() {
        return "test";
    }

    @Override
    public int attempt() {
        return attempt;
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
            actions.add(action);
        }
    }

    @Override
    public synchronized boolean cancelled() {
        return cancelled;
    }

    @Override
    public Path file() {
        return Path.of("memory");
    }

    @Override
    public void append(String line) {
        lines.add(line);
    }
}
