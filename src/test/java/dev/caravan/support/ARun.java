package dev.caravan.support;

import dev.caravan.job.Failure;
import dev.caravan.job.JobLog;
import dev.caravan.job.JobRun;
import dev.caravan.job.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A run of a job for the beans of a room, without a queue: it remembers its log, and can be cancelled. */
public final class ARun implements JobRun, JobLog {
    private final String id;
    private final int attempt;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<Runnable> actions = new ArrayList<>();
    private boolean cancelled;
    private final List<Progress> progress = new CopyOnWriteArrayList<>();
    private final Map<String, Object> notes = new ConcurrentHashMap<>();
    private Failure failure;
    private Failure before;
    private Instant deadline;
    private Duration slept;

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

    /** As one whose attempt before failed of this. */
    public ARun after(Failure previous) {
        before = previous;
        return this;
    }

    /** As one that has to have ended by then. */
    public ARun until(Instant end) {
        deadline = end;
        return this;
    }

    /** How long it was to sleep at most; null when it was not to. */
    public Duration slept() {
        return slept;
    }

    @Override
    public void sleep(Duration most) {
        slept = most;
    }

    @Override
    public Optional<String> noted(String name) {
        return Optional.ofNullable(notes.get(name)).map(Object::toString);
    }

    /** All that was said about how far it is, in order. */
    public List<Progress> progress() {
        return progress;
    }

    public Map<String, Object> notes() {
        return notes;
    }

    public List<String> lines() {
        return lines;
    }

    public synchronized void cancel() {
        cancelled = true;
        actions.forEach(Runnable::run);
    }

    @Override
    public Optional<Failure> previousFailure() {
        return Optional.ofNullable(before);
    }

    @Override
    public Optional<Instant> deadline() {
        return Optional.ofNullable(deadline);
    }

    @Override
    public void progress(Progress far) {
        progress.add(far);
    }

    @Override
    public void note(String name, Object value) {
        notes.put(name, value);
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
    public boolean givenUp() {
        return cancelled();
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
