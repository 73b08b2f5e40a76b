package dev.caravan.cluster;

import dev.caravan.job.JobLog;
import dev.caravan.job.Progress;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Brings what pods say to the logs of the jobs that they work for, before the pods go. How far each pod's log has been read stands in Redis,
 * so that another instance goes on there.
 *
 * <pre>
 * cluster:log:&lt;job&gt;   hash: the pod's name -> time of the last line that was read, RFC 3339 with nanoseconds
 * </pre>
 */
public final class PodLogs {
    private static final Duration KEPT = Duration.ofDays(7);
    /** Of one answer; what is left is asked for next. */
    private static final int BYTES = 4 << 20;
    /** Of one answer at most: the server counts in whole seconds, and gives those from the beginning in which the last line was written. */
    private static final int MOST_BYTES = 64 << 20;

    private final Cluster cluster;
    private final StringRedisTemplate redis;
    private final Function<String, JobLog> logs;

    /** @param logs of the jobs, by their ids */
    public PodLogs(Cluster cluster, StringRedisTemplate redis, Function<String, JobLog> logs) {
        this.cluster = cluster;
        this.redis = redis;
        this.logs = logs;
    }

    /**
     * Reads what is new. Lines of one pod with the same time to the nanosecond as the last that was read before are taken for that one.
     *
     * @return the newest word of how far it is; empty when there is none
     */
    public Optional<Progress> copy(String job, List<Pod> pods, String container, Work work) throws IOException {
        Optional<Progress> newest = Optional.empty();
        for (Pod pod : pods) {
            Optional<Progress> said = copy(job, pod, container, work);
            newest = said.isPresent() ? said : newest;
        }
        return newest;
    }

    /** The last lines of the pod that was made last and has said anything; empty when none has, or all have gone. */
    public List<String> tail(List<Pod> pods, String container, int lines) throws IOException {
        for (int i = pods.size() - 1; i >= 0; i--) {
            List<String> tail = tail(pods.get(i).getMetadata().getName(), container, lines);
            if (!tail.isEmpty()) {
                return tail;
            }
        }
        return List.of();
    }

    private List<String> tail(String pod, String container, int lines) throws IOException {
        return text(pod, container, BYTES, "&tailLines=" + lines).lines().toList();
    }

    /**
     * The client's own way to a log waits for the pod to be ready, by two more requests.
     *
     * @return empty when the pod has gone, and when its container has not started
     */
    private String text(String pod, String container, int bytes, String which) throws IOException {
        String path = "/api/v1/namespaces/%s/pods/%s/log?container=%s&limitBytes=%d%s"
                .formatted(cluster.namespace(), pod, container, bytes, which);
        try {
            return Objects.requireNonNullElse(cluster.get().raw(path), "");
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND || e.getCode() == HttpURLConnection.HTTP_BAD_REQUEST) {
                return "";
            }
            throw Refusals.of("the log of pod " + pod + " could not be read", e);
        }
    }

    private Optional<Progress> copy(String job, Pod pod, String container, Work work) throws IOException {
        String name = pod.getMetadata().getName();
        String key = "cluster:log:" + job;
        Instant before = time(redis.<String, String>opsForHash().get(key, name));
        Reading reading = new Reading(before, work, logs.apply(job));
        boolean more = true;
        while (more) {
            more = read(name, container, reading);
        }
        if (reading.last != null && !reading.last.equals(before)) {
            redis.opsForHash().put(key, name, reading.last.toString());
            redis.expire(key, KEPT);
        }
        return Optional.ofNullable(reading.progress);
    }

    /** Whether there may be more. */
    private boolean read(String pod, String container, Reading reading) throws IOException {
        Instant since = reading.last;
        String which = "&timestamps=true" + (since == null ? "" : "&sinceTime=" + since);
        String text = text(pod, container, reading.bytes, which);
        boolean more = text.getBytes(StandardCharsets.UTF_8).length >= reading.bytes;
        // The answer has been cut off within a line, which comes whole with the next one.
        int whole = more ? text.lastIndexOf('\n') + 1 : text.length();
        text.substring(0, whole).lines().forEach(reading::one);
        if (more && Objects.equals(reading.last, since)) {
            reading.bytes *= 2;
        }
        return more && reading.bytes <= MOST_BYTES;
    }

    private static @Nullable Instant time(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** Of one pod's log. */
    private static final class Reading {
        private final Work work;
        private final JobLog log;
        private @Nullable Instant last;
        private @Nullable Progress progress;
        private int bytes = BYTES;

        Reading(@Nullable Instant last, Work work, JobLog log) {
            this.last = last;
            this.work = work;
            this.log = log;
        }

        private void one(String line) {
            int space = line.indexOf(' ');
            Instant time = space < 0 ? null : time(line.substring(0, space));
            if (time != null && (last == null || time.isAfter(last))) {
                last = time;
                work.heard(line.substring(space + 1), log).ifPresent(said -> progress = said);
            }
        }
    }
}
