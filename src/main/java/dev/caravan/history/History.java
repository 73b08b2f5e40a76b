package dev.caravan.history;

import dev.caravan.job.RedisLink;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Appends what was done; claims and the stages' attempts are appended by the queue's own scripts. */
public final class History {
    private static final HistoryScript APPEND = new HistoryScript("history-append");

    private final StringRedisTemplate redis;
    private final RedisLink link;

    public History(StringRedisTemplate redis, RedisLink link) {
        this.redis = redis;
        this.link = link;
    }

    /**
     * Appends it, without waiting for Redis.
     *
     * @return the operation's id
     * @throws DataAccessException among others when Redis is away; then it is not known whether it was appended
     */
    public String append(NewOperation operation) {
        Supplier<List<?>> script = script(operation);
        return id(link.attempt(script));
    }

    /** Appends it once, however long Redis is away meanwhile and whichever of its answers are lost. */
    public String insist(NewOperation operation) {
        Supplier<List<?>> script = script(operation);
        return id(link.insist(script));
    }

    /** Done twice, it appends once. */
    Supplier<List<?>> script(NewOperation operation) {
        String token = UUID.randomUUID().toString();
        return () -> APPEND.run(
                redis,
                token,
                operation.type(),
                operation.status().word(),
                operation.target(),
                operation.job(),
                operation.began() == null ? "" : operation.began().toEpochMilli(),
                operation.user(),
                operation.project(),
                operation.failure(),
                operation.reason(),
                operation.notes().isEmpty() ? "" : HistoryJson.text(operation.notes()));
    }

    private static String id(List<?> answer) {
        return OperationId.ofEntry(String.valueOf(answer.get(0))).toString();
    }
}
