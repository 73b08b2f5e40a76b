package dev.caravan.job;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * The workers of all instances, for people: which there are, and what they are to do. An order reaches its worker within about a
 * second, and concerns the workers that live now; one that begins later, in a restarted instance for example, runs.
 */
public final class Workers {
    private static final JobScript LIST = new JobScript("workers");
    private static final JobScript ORDER = new JobScript("worker-order");
    /** An instance's name may hold colons, a stage's cannot. */
    private static final Pattern NAMES = Pattern.compile("(?<instance>.+):(?<stage>\\*|[^:*]+)");

    private final StringRedisTemplate redis;
    private final RedisLink link;

    public Workers(StringRedisTemplate redis, RedisLink link) {
        this.redis = redis;
        this.link = link;
    }

    /** All, by their ids; those that are lost are listed for an hour. */
    public List<Worker> list() {
        return link.attempt(() -> LIST.run(redis)).require("workers").stream()
                .map(fields -> JobFields.of((List<?>) fields).toWorker())
                .toList();
    }

    public Optional<Worker> get(String id) {
        return list().stream().filter(worker -> worker.id().equals(id)).findFirst();
    }

    /**
     * Tells workers what to do.
     *
     * @param which `<instance>:<stage>`, where each may be `*`, or `*` alone
     * @return ids of those that were told; lost ones are not
     * @throws IllegalArgumentException that is no such name
     */
    public List<String> tell(String which, WorkerCommand command) {
        Matcher names = NAMES.matcher(which.equals("*") ? "*:*" : which);
        if (!names.matches()) {
            throw new IllegalArgumentException(
                    "'" + which + "' names no worker: <instance>:<stage>, *:<stage>, <instance>:* or * is allowed");
        }
        return link
                .attempt(() -> ORDER.run(redis, names.group("instance"), names.group("stage"), command))
                .require(which)
                .stream()
                .map(String::valueOf)
                .toList();
    }
}
