package dev.caravan.job;

import static dev.caravan.job.Jobs.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.support.RealRedis;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Events as those hear them who listen, and as they can be read later. */
@ExtendWith(RealRedis.class)
class JobEventsTest {
    private final StringRedisTemplate redis = RealRedis.template();
    private final RedisLink link = new RedisLink();
    private final JobQueue queue = new JobQueue(redis, link, Duration.ofHours(1), Duration.ofDays(30));
    private final JobEvents events = new JobEvents(redis, link);
    private final Queue<JobEvent> heard = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void follow() {
        events.start();
        await().until(events::follows);
    }

    @AfterEach
    void close() {
        events.close();
    }

    @Test
    void eachChangeOfAJobIsHeardInItsOrder() {
        events.listen(heard::add);
        queue.enqueue(aJob("a"));
        Lease lease = queue.claim("convert", "w", Duration.ofSeconds(3)).orElseThrow();
        queue.move(lease, "verify", "{}");

        await().until(() -> heard.size() == 3);
        assertThat(heard).extracting(event -> event.field("state")).containsExactly("QUEUED", "RUNNING", "QUEUED");
        assertThat(heard).extracting(event -> event.field("stage")).containsExactly("convert", "convert", "verify");
        assertThat(heard).allSatisfy(event -> assertThat(event.kind()).isEqualTo("job"));
        assertThat(heard).extracting(JobEvent::id).isSorted();
        assertThat(heard.element().tellsOf(JobState.QUEUED)).isTrue();
        assertThat(heard.element().field("no such field")).isEmpty();
    }

    @Test
    void whoDoesNotListenAnyMoreHearsNothing() {
        EventSubscription gone = events.listen(heard::add);
        Queue<JobEvent> stays = new ConcurrentLinkedQueue<>();
        events.listen(stays::add);
        gone.close();

        queue.enqueue(aJob("a"));

        await().until(() -> stays.size() == 1);
        assertThat(heard).isEmpty();
    }

    @Test
    void aListenerThatIsSlowOrFailsKeepsNobodyElse() {
        CountDownLatch never = new CountDownLatch(1);
        events.listen(event -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        events.listen(event -> {
            throw new IllegalStateException("a listener's fault");
        });
        events.listen(heard::add);

        queue.enqueue(aJob("a"));
        queue.enqueue(aJob("b"));

        await().until(() -> heard.size() == 2);
        never.countDown();
    }

    @Test
    void aListenerWithTooManyWaitingEventsIsRemovedAndTold() {
        CountDownLatch release = new CountDownLatch(1);
        AtomicBoolean told = new AtomicBoolean();
        events.listen(new JobEventListener() {
            @Override
            public void heard(JobEvent event) {
                try {
                    release.await();
                    heard.add(event);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            public void fellBehind() {
                told.set(true);
            }
        });
        IntStream.range(0, EventSubscription.CAPACITY + 10)
                .forEach(i -> redis.opsForStream().add("events", java.util.Map.of("kind", "progress")));

        await().untilTrue(told);
        release.countDown();
        await().until(() -> heard.size() == 1);
        await().during(Duration.ofMillis(200)).until(() -> heard.size() == 1);
    }

    @Test
    void whatHasHappenedCanBeAskedForInPages() {
        IntStream.range(0, 5).forEach(i -> queue.enqueue(aJob("job-" + i)));

        PastEvents first = events.since(EventId.BEGINNING, 2);
        PastEvents rest = events.since(first.events().get(1).id(), 10);

        assertThat(first.complete() && rest.complete()).isTrue();
        assertThat(jobs(first)).containsExactly("job-0", "job-1");
        assertThat(jobs(rest)).containsExactly("job-2", "job-3", "job-4");
        assertThat(events.since(events.end(), 10)).isEqualTo(new PastEvents(true, List.of()));
    }

    @Test
    void itIsSaidWhenEventsAreNoLongerKept() {
        queue.enqueue(aJob("a"));
        EventId first = events.end();
        queue.enqueue(aJob("b"));
        queue.enqueue(aJob("c"));
        redis.opsForStream().trim("events", 1, false);

        PastEvents past = events.since(first, 10);

        assertThat(past.complete()).isFalse();
        assertThat(jobs(past)).containsExactly("c");
        assertThat(events.since(new EventId(first.time() + 3_600_000, 0), 10).complete())
                .isFalse();
    }

    @Test
    void anIdIsReadAsRedisWritesIt() {
        assertThat(EventId.of("1700000000000-7")).contains(new EventId(1_700_000_000_000L, 7));
        assertThat(new EventId(12, 3)).hasToString("12-3").isGreaterThan(new EventId(12, 2));
        assertThat(List.of("", "1", "1-", "-1", "1-2-3", "a-b", "9999999999999999999-0"))
                .allMatch(text -> EventId.of(text).isEmpty());
    }

    private static List<String> jobs(PastEvents past) {
        return past.events().stream().map(event -> event.field("job")).toList();
    }
}
