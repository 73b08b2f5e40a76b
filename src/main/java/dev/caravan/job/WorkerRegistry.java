package dev.caravan.job;

import java.util.List;
import java.util.Optional;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Where workers say that they live, and hear what they are to do. None of it waits for Redis. */
public final class WorkerRegistry {
    private static final JobScript BEAT = new JobScript("worker-beat");
    private static final JobScript END = new JobScript("worker-end");

    private final StringRedisTemplate redis;
    private final RedisLink link;

    public WorkerRegistry(StringRedisTemplate redis, RedisLink link) {
        this.redis = redis;
        this.link = link;
    }

    /** A worker of this name begins; what one before it was told is forgotten. */
    public void begin(WorkerReport report) {
        beat(report, true);
    }

    /**
     * It lives.
     *
     * @return what it was told last since it began
     */
    public Optional<WorkerOrder> beat(WorkerReport report) {
        return beat(report, false);
    }

    /** It ends, and is not missed. */
    public void end(String instance, String stage) {
        String id = WorkerReport.id(instance, stage);
        link.attempt(() -> END.run(redis, id, stage)).require(id);
    }

    private Optional<WorkerOrder> beat(WorkerReport report, boolean begins) {
        Reply reply = link.attempt(() -> BEAT.run(
                redis,
                report.id(),
                report.instance(),
                report.stage(),
                report.slots(),
                report.state(),
                JobFields.toJson(List.copyOf(report.jobs())),
                report.lease().toMillis(),
                begins));
        reply.require(report.id());
        return reply.text(1).isEmpty()
                ? Optional.empty()
                : Optional.of(new WorkerOrder(reply.number(0), WorkerCommand.valueOf(reply.text(1))));
    }
}
