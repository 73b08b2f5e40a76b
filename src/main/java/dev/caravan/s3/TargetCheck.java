package dev.caravan.s3;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Asks each target for its bucket, when somebody wants to know: all of them at once, and none for longer than a few seconds. */
public final class TargetCheck {
    private static final int MOST_AT_ONCE = 32;
    /** A request has 3 seconds; looking for credentials may take longer than the request. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final PublishSettings settings;
    private final S3Connections connections;

    public TargetCheck(PublishSettings settings, S3Connections connections) {
        this.settings = settings;
        this.connections = connections;
    }

    /** In the order of the configuration. */
    public List<TargetHealth> targets() {
        return of(settings.targets());
    }

    public TargetHealth target(String name) {
        return of(List.of(settings.target(name))).get(0);
    }

    private List<TargetHealth> of(List<TargetSettings> targets) {
        ExecutorService threads =
                Executors.newFixedThreadPool(Math.min(MOST_AT_ONCE, targets.size()), TargetCheck::thread);
        try {
            List<Future<TargetHealth>> answers = threads.invokeAll(
                    targets.stream()
                            .map(target -> (Callable<TargetHealth>) () -> check(target))
                            .toList(),
                    PATIENCE.toMillis(),
                    TimeUnit.MILLISECONDS);
            List<TargetHealth> found = new ArrayList<>();
            for (int i = 0; i < targets.size(); i++) {
                found.add(answer(targets.get(i), answers.get(i)));
            }
            return found;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return targets.stream()
                    .map(target -> unanswered(target, "the check was interrupted"))
                    .toList();
        } finally {
            threads.shutdownNow();
        }
    }

    private TargetHealth check(TargetSettings target) {
        try (S3Connection connection = connections.open(target)) {
            connection.headBucket();
            return new TargetHealth(target.name(), TargetHealth.State.REACHABLE, "");
        } catch (S3Exception e) {
            return failed(target, TargetHealth.State.REFUSED, e);
        } catch (SdkException e) {
            return failed(target, TargetHealth.State.AWAY, e);
        }
    }

    private static TargetHealth answer(TargetSettings target, Future<TargetHealth> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (CancellationException e) {
            return unanswered(target, "no answer within " + PATIENCE.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw new IllegalStateException("target '" + target.name() + "' could not be checked", e.getCause());
        }
    }

    private static TargetHealth unanswered(TargetSettings target, String reason) {
        return new TargetHealth(
                target.name(),
                TargetHealth.State.AWAY,
                "target '" + target.name() + "' (" + target.place() + "): " + reason);
    }

    private static TargetHealth failed(TargetSettings target, TargetHealth.State state, SdkException e) {
        String detail = new FailureText(target).explain("HEAD of the bucket", e).getMessage();
        return new TargetHealth(target.name(), state, detail == null ? "" : detail);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "target-check");
        thread.setDaemon(true);
        return thread;
    }
}
