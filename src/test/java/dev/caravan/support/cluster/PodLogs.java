package dev.caravan.support.cluster;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What pods have written, and who follows it. All of it is guarded by this object's monitor. */
final class PodLogs {
    private final Map<ObjectKey, Log> logs = new HashMap<>();

    private record Line(Instant at, String text) {}

    private static final class Log {
        private final List<Line> lines = new ArrayList<>();
        private final List<Consumer<String>> followers = new ArrayList<>();
        private final List<Runnable> atEnd = new ArrayList<>();
        private boolean ended;
    }

    synchronized void add(ObjectKey pod, Instant at, String text) {
        Log log = logs.computeIfAbsent(pod, key -> new Log());
        log.lines.add(new Line(at, text));
        log.followers.forEach(follower -> follower.accept(text + "\n"));
    }

    /** The container has ended: so has its log. */
    synchronized void end(ObjectKey pod) {
        Log log = logs.computeIfAbsent(pod, key -> new Log());
        log.ended = true;
        log.atEnd.forEach(Runnable::run);
        log.followers.clear();
        log.atEnd.clear();
    }

    synchronized void forget(ObjectKey pod) {
        end(pod);
        logs.remove(pod);
    }

    synchronized String read(ObjectKey pod, Map<String, String> query) {
        List<Line> lines = logs.computeIfAbsent(pod, key -> new Log()).lines;
        Instant since = since(query);
        List<String> shown = lines.stream()
                .filter(line -> !line.at().isBefore(since))
                .map(line -> (query.getOrDefault("timestamps", "").equals("true") ? line.at() + " " : "") + line.text()
                        + "\n")
                .toList();
        int tail = Integer.parseInt(query.getOrDefault("tailLines", Integer.toString(Integer.MAX_VALUE)));
        String text = String.join("", shown.subList(Math.max(0, shown.size() - tail), shown.size()));
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int most = Integer.parseInt(query.getOrDefault("limitBytes", Integer.toString(Integer.MAX_VALUE)));
        return new String(bytes, 0, Math.min(most, bytes.length), StandardCharsets.UTF_8);
    }

    /** Gives what is there, then what comes, until the container ends. */
    synchronized void follow(ObjectKey pod, Map<String, String> query, Consumer<String> to, Runnable atEnd) {
        to.accept(read(pod, query));
        Log log = logs.computeIfAbsent(pod, key -> new Log());
        if (log.ended) {
            atEnd.run();
        } else {
            log.followers.add(to);
            log.atEnd.add(atEnd);
        }
    }

    /** Whole seconds: so the API server hands it to the kubelet. */
    private static Instant since(Map<String, String> query) {
        if (query.containsKey("sinceTime")) {
            return Instant.parse(query.get("sinceTime")).truncatedTo(ChronoUnit.SECONDS);
        }
        return query.containsKey("sinceSeconds")
                ? Instant.now().minus(Duration.ofSeconds(Long.parseLong(query.get("sinceSeconds"))))
                : Instant.MIN;
    }
}
