package dev.caravan.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.job.RedisLink;
import dev.caravan.support.RealRedis;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.data.redis.core.StringRedisTemplate;

@ExtendWith(RealRedis.class)
class RetentionTest {
    private final StringRedisTemplate redis = RealRedis.template();
    private final Retention retention = new Retention(redis, new RedisLink());
    private final Operations operations = new Operations(redis, new RedisLink());
    private final Entries entries = new Entries();

    @Test
    void whatIsOlderGoesAndTheIndexesWithIt() {
        entries.write(1700);
        List<Operation> all = entries.all();
        Instant before = all.get(600).record().completedAt();
        List<Operation> kept =
                all.stream().filter(one -> !writtenAt(one).isBefore(before)).toList();
        assertThat(retention.count(before)).isEqualTo(1700 - kept.size());

        long trimmed = retention.trim(before);

        assertThat(trimmed).isEqualTo(1700 - kept.size());
        assertThat(entries.all()).isEqualTo(kept);
        assertThat(listed()).isEqualTo(kept.size());
        assertThat(redis.opsForStream().size("history:failed"))
                .isEqualTo(kept.stream()
                        .filter(one -> one.record().status() == OperationStatus.FAILED)
                        .count());
        for (String type : List.of("scan", "cancel", "retry")) {
            assertThat(redis.opsForStream().size("history:type:" + type))
                    .isEqualTo(operations.stream(HistoryQuery.ALL.ofTypes(type)).count());
        }
    }

    @Test
    void whenAllIsGoneNothingIsLeftOfTheIndexes() {
        entries.write(50);

        retention.trim(Instant.now().plusSeconds(60));

        assertThat(entries.all()).isEmpty();
        assertThat(redis.keys("history:of:*")).isEmpty();
    }

    @Test
    void reportsOfDaysThatAreOverGoToo() {
        long today = Performance.day(Instant.now());
        entries.attempt("/in/a.las", "convert", "success");
        redis.opsForHash().put("report:" + (today + 1), "convert|1MB|success|3", "1");
        redis.opsForHash().put("report:" + today, "convert|1MB|success|3", "1");

        retention.trim(Instant.now().plus(Duration.ofDays(1)));

        assertThat(redis.hasKey("report:" + today)).isFalse();
        assertThat(redis.hasKey("report:" + (today + 1))).isTrue();
    }

    /** In the lists of all targets. */
    private long listed() {
        Set<String> lists = redis.keys("history:of:*");
        return lists.stream().mapToLong(list -> redis.opsForList().size(list)).sum();
    }

    private static Instant writtenAt(Operation one) {
        return Instant.ofEpochMilli(
                OperationId.parse(one.record().operationId()).orElseThrow().milliseconds());
    }
}
