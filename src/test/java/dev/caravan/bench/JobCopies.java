package dev.caravan.bench;

import dev.caravan.job.JobQueue;
import dev.caravan.job.Lease;
import dev.caravan.job.NewJob;
import dev.caravan.job.Origin;
import dev.caravan.job.RedisLink;
import java.time.Duration;
import java.util.List;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * Fills a Redis with jobs that have ended: one is led through its life by the real queue, then its hash and its entries in
 * all indexes, and its history, are copied under other ids, each a second apart. So they are as the queue leaves them.
 */
final class JobCopies {
    private static final Duration DAY = Duration.ofDays(1);
    private static final int A_SCRIPT = 2_000;
    private static final String COPY = """
            local first, last = tonumber(ARGV[1]), tonumber(ARGV[2])
            local fields = redis.call('HGETALL', 'job:model')
            local at = {}
            for i = 1, #fields, 2 do
              at[fields[i]] = i + 1
            end
            local history = redis.call('XRANGE', 'history', '-', '+', 'COUNT', 4)
            local user = fields[at['user']]
            for number = first, last do
              local id = string.format('copy-%07d', number)
              local arrival = redis.call('INCR', 'queue:arrivals')
              local target = string.format('/in/%03d/%s.las', number % 1000, id)
              fields[at['id']], fields[at['arrival']], fields[at['target']], fields[at['title']] = id, arrival, target, target
              redis.call('HSET', 'job:' .. id, unpack(fields))
              for _, index in ipairs({'jobs', 'jobs:state:COMPLETED', 'jobs:type:dataset_conversion', 'jobs:user:' .. user,
                  'jobs:project:survey'}) do
                redis.call('ZADD', index, arrival, id)
              end
              redis.call('ZADD', 'jobs:ended', 9e12 + arrival, id)
              redis.call('HINCRBY', 'jobs:users', 'COMPLETED|' .. user, 1)
              for _, entry in ipairs(history) do
                local values = entry[2]
                for i = 1, #values, 2 do
                  if values[i] == 'job' then
                    values[i + 1] = id
                  elseif values[i] == 'target' then
                    values[i + 1] = target
                  end
                end
                redis.call('RPUSH', 'history:of:' .. target, redis.call('XADD', 'history', '*', unpack(values)))
              end
            end
            return 1
            """;

    private final StringRedisTemplate redis;

    JobCopies(StringRedisTemplate redis) {
        this.redis = redis;
    }

    void make(int count) {
        JobQueue queue = new JobQueue(redis, new RedisLink(), DAY, DAY);
        queue.enqueue(
                NewJob.unclaimed("convert", "/in/model.las", "{\"sources\":\"" + "x".repeat(300) + "\"}", List.of())
                        .named("model")
                        .from(Origin.of("anna", "survey"))
                        .on("/in/model.las", 1_000_000));
        Lease lease = queue.claim("convert", "worker", DAY).orElseThrow();
        queue.move(lease, "publish", lease.job().payload());
        queue.complete(queue.claim("publish", "worker", DAY).orElseThrow());
        RedisScript<Long> copy = RedisScript.of(COPY, Long.class);
        for (int first = 0; first < count; first += A_SCRIPT) {
            redis.execute(copy, List.of(), "" + first, "" + (Math.min(count, first + A_SCRIPT) - 1));
        }
    }
}
