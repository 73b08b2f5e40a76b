package dev.caravan.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Counts jobs, without looking at any. */
public final class JobStatistics {
    private static final JobScript COUNT = new JobScript("jobs-count");
    private static final JobScript QUEUES = new JobScript("queues");
    private static final List<Priority> FIRST_TO_LAST =
            List.of(Priority.URGENT, Priority.HIGH, Priority.NORMAL, Priority.LOW);

    private final StringRedisTemplate redis;
    private final RedisLink link;

    public JobStatistics(StringRedisTemplate redis, RedisLink link) {
        this.redis = redis;
        this.link = link;
    }

    /** All jobs that are known, at one moment. */
    public JobCounts all() {
        Object[] types = Arrays.stream(JobType.values()).map(JobType::word).toArray();
        Reply reply = run(COUNT, types);
        reply.require("count");
        return new JobCounts(
                counts(JobState.class, reply.rest().get(0), JobState::valueOf),
                counts(JobType.class, reply.rest().get(1), word -> JobType.ofWord(word)
                        .orElseThrow()),
                reply.number(2));
    }

    /** One user's, each state, also with 0. */
    public Map<JobState, Long> ofUser(String user) {
        List<JobState> states = List.of(JobState.values());
        List<@Nullable Object> found = link.attempt(() -> redis.opsForHash()
                .multiGet(
                        "jobs:users",
                        states.stream()
                                .map(state -> (Object) (state + "|" + user))
                                .toList()));
        Map<JobState, Long> counts = new EnumMap<>(JobState.class);
        for (int i = 0; i < states.size(); i++) {
            Object count = found.get(i);
            counts.put(states.get(i), count == null ? 0 : Long.parseLong(count.toString()));
        }
        return counts;
    }

    /** All stages that ever had a job, at one moment, by name. */
    public List<StageQueue> queues() {
        return run(QUEUES).require("queues").stream()
                .map(queue -> queue((List<?>) queue))
                .sorted((a, b) -> a.stage().compareTo(b.stage()))
                .toList();
    }

    /** Empty when the job does not wait in a queue: it runs, has ended, waits for the time of its next attempt, or is unknown. */
    public Optional<Position> position(String id) {
        return new Standings(redis, link)
                .of(id)
                .filter(standing -> standing.place() > 0)
                .map(standing -> new Position(standing.place(), standing.waiting(), standing.running()));
    }

    private static StageQueue queue(List<?> fields) {
        List<String> texts = fields.stream().map(String::valueOf).toList();
        Map<Priority, Long> byPriority = new EnumMap<>(Priority.class);
        for (int i = 0; i < FIRST_TO_LAST.size(); i++) {
            byPriority.put(FIRST_TO_LAST.get(i), Long.parseLong(texts.get(4 + i)));
        }
        String oldest = texts.get(8);
        return new StageQueue(
                texts.get(0),
                Long.parseLong(texts.get(1)),
                Long.parseLong(texts.get(2)),
                Long.parseLong(texts.get(3)),
                byPriority,
                oldest.isEmpty() ? null : Instant.ofEpochMilli(Long.parseLong(oldest)));
    }

    private static <K extends Enum<K>> Map<K, Long> counts(Class<K> type, Object list, Function<String, K> key) {
        List<String> texts =
                new ArrayList<>(((List<?>) list).stream().map(String::valueOf).toList());
        Map<K, Long> counts = new EnumMap<>(type);
        for (int i = 0; i < texts.size(); i += 2) {
            counts.put(key.apply(texts.get(i)), Long.parseLong(texts.get(i + 1)));
        }
        return counts;
    }

    private Reply run(JobScript script, Object... arguments) {
        return link.attempt(() -> script.run(redis, arguments));
    }
}
