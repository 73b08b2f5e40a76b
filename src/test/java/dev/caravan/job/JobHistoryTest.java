package dev.caravan.job;

import static dev.caravan.job.Jobs.NETWORK_DOWN;
import static dev.caravan.job.Jobs.RECORD;
import static dev.caravan.job.Jobs.aClaim;
import static dev.caravan.job.Jobs.aClaimedJob;
import static dev.caravan.job.Jobs.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.history.HistoryQuery;
import dev.caravan.history.OperationRecord;
import dev.caravan.history.OperationStatus;
import dev.caravan.history.Operations;
import dev.caravan.support.RealRedis;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.data.redis.core.StringRedisTemplate;

/** What the queue's scripts write into the history, and what becomes of jobs that have ended. */
@ExtendWith(RealRedis.class)
class JobHistoryTest {
    private final StringRedisTemplate redis = RealRedis.template();
    private final JobQueue queue = new JobQueue(redis, new RedisLink(), Duration.ofHours(24), Duration.ofDays(30));
    private final JobControl control = new JobControl(redis, new RedisLink());
    private final Operations operations = new Operations(redis, new RedisLink());
    private final EndedJobs ended = new EndedJobs(redis, new RedisLink());

    @Test
    void aClaimAndEachAttemptAreOperations() {
        aClaim(redis, RECORD, "a");
        queue.enqueue(aClaimedJob("a", RECORD).on("/in/a.las", 77).from(Origin.of("ann", "dam")));
        queue.retry(claim("convert"), NETWORK_DOWN, Duration.ZERO);
        queue.move(claim("convert"), "verify", "{}", new Notes("{\"points\":5}", "{}"));
        queue.complete(claim("verify"), new Notes("{\"resultPath\":\"/data/a.octree\"}", "{}"));

        List<OperationRecord> history = history("/in/a.las");

        assertThat(history)
                .extracting(OperationRecord::operationType)
                .containsExactly("claim", "convert", "convert", "verify");
        assertThat(history)
                .extracting(OperationRecord::status)
                .containsExactly(
                        OperationStatus.SUCCESS,
                        OperationStatus.FAILED,
                        OperationStatus.SUCCESS,
                        OperationStatus.SUCCESS);
        assertThat(history).extracting(OperationRecord::user).containsOnly("ann");
        assertThat(history).extracting(OperationRecord::targetName).containsOnly("a.las");
        assertThat(history.get(1).errorMessage()).isEqualTo("no route to host");
        assertThat(history.get(1).metadata())
                .isEqualTo(Map.of(
                        "job",
                        "a",
                        "job_type",
                        "dataset_conversion",
                        "stage",
                        "convert",
                        "attempt",
                        1L,
                        "bytes",
                        77L,
                        "project",
                        "dam",
                        "worker",
                        "w",
                        "failure_class",
                        "INFRASTRUCTURE"));
        assertThat(history.get(2).metadata()).containsEntry("points", 5).containsEntry("attempt", 2L);
        assertThat(history.get(3).resultPath()).isEqualTo("/data/a.octree");
        assertThat(history.get(3).durationSeconds()).isGreaterThanOrEqualTo(0);
    }

    @Test
    void aSettlementWhoseAnswerWasLostIsWrittenOnce() {
        queue.enqueue(aJob("a"));
        Lease lease = claim("convert");

        queue.move(lease, "verify", "{}");
        queue.move(lease, "verify", "{}");

        assertThat(history("title of a")).hasSize(1);
    }

    @Test
    void anAttemptThatIsCancelledIsAnOperationAndOneThatHadNotBegunIsNot() {
        queue.enqueue(aJob("a"));
        queue.enqueue(aJob("b"));
        claim("convert");

        control.cancel("a", "by mistake");
        control.cancel("b", "by mistake");

        assertThat(history("title of a")).singleElement().satisfies(operation -> {
            assertThat(operation.status()).isEqualTo(OperationStatus.CANCELLED);
            assertThat(operation.errorMessage()).isEqualTo("by mistake");
        });
        assertThat(history("title of b")).isEmpty();
    }

    @Test
    void jobsThatAreOldEnoughAreForgottenAndTheirHistoryStays() {
        for (int i = 0; i < 450; i++) {
            queue.enqueue(aJob("old-" + i));
            queue.complete(claim("convert"));
        }
        redis.opsForHash().put("job:old-7", "ended", String.valueOf(System.currentTimeMillis() + 60_000));
        queue.enqueue(aJob("running"));
        claim("convert");
        Instant now = Instant.now().plusSeconds(10);
        List<String> asked = new ArrayList<>();
        List<String> forgotten = new ArrayList<>();

        ended.forgetEndedBefore(now, true, asked::addAll);
        assertThat(queue.get("old-0")).isPresent();
        ended.forgetEndedBefore(now, false, forgotten::addAll);

        assertThat(forgotten).hasSize(449).doesNotContain("old-7", "running");
        assertThat(asked).containsExactlyInAnyOrderElementsOf(forgotten);
        assertThat(queue.get("old-0")).isEmpty();
        assertThat(queue.get("old-7")).isPresent();
        assertThat(queue.get("running")).isPresent();
        assertThat(history("title of old-0")).hasSize(1);
    }

    @Test
    void jobsWhoseTimeHasComeAreForgotten() {
        JobQueue brief = new JobQueue(redis, new RedisLink(), Duration.ofMillis(1), Duration.ofDays(30));
        for (int i = 0; i < 250; i++) {
            brief.enqueue(aJob("done-" + i));
            brief.complete(claim("convert"));
        }
        brief.enqueue(aJob("failed"));
        brief.park(claim("convert"), NETWORK_DOWN);
        List<String> forgotten = new ArrayList<>();

        await().until(() -> {
            ended.forgetDue(forgotten::addAll);
            return forgotten.size() == 250;
        });

        assertThat(queue.get("failed")).isPresent();
        assertThat(redis.opsForZSet().size("jobs")).isEqualTo(1);
    }

    private List<OperationRecord> history(String target) {
        return operations.stream(HistoryQuery.ALL.at(target).startingWithTheOldest())
                .map(operation -> operation.record())
                .toList();
    }

    private Lease claim(String stage) {
        return queue.claim(stage, "w", Duration.ofMinutes(1)).orElseThrow();
    }
}
