package dev.caravan.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.support.RealRedis;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(RealRedis.class)
class JobCatalogTest {
    private static final int JOBS = 400;

    private final RedisLink link = new RedisLink();
    private final JobQueue queue = new JobQueue(RealRedis.template(), link, Duration.ofHours(1), Duration.ofHours(1));
    private final JobControl control = new JobControl(RealRedis.template(), link);
    private final JobCatalog catalog = new JobCatalog(RealRedis.template(), link, 37);
    private final List<String> ids = new ArrayList<>();
    private Random random = new Random(1);

    @BeforeEach
    void someJobs() {
        random = new Random(1);
        NewJob batch =
                NewJob.batch("batch", Origin.of("ann", ""), Priority.NORMAL).named("batch");
        queue.enqueue(batch);
        ids.add("batch");
        for (int i = 0; i < JOBS; i++) {
            String id = "job-" + i;
            Origin origin = new Origin(any("ann", "bob", ""), any("north", ""), any("batch", "", ""));
            queue.enqueue(NewJob.unclaimed(any("convert", "publish"), "title", "{}", List.of())
                    .named(id)
                    .with(Priority.values()[random.nextInt(4)])
                    .on(any("/in/a/", "/in/b%[", "/ähnlich/") + i, i)
                    .from(origin));
            ids.add(id);
            live(i);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aListIsThatOfALookAtEachJob(long seed) {
        random = new Random(seed);
        List<Job> all = jobs();
        for (int i = 0; i < 40; i++) {
            // given
            JobFilter filter = filter(all);
            JobOrder order = JobOrder.values()[random.nextInt(2)];

            // when
            List<String> found = walk(filter, order, 1 + random.nextInt(30));

            // then
            assertThat(found).as("%s %s", filter, order).isEqualTo(model(all, filter, order));
        }
    }

    @Test
    void aListHasNoGapAndNoRepetitionWhileJobsArriveAndAreForgotten() {
        // given
        JobPage first = catalog.list(JobFilter.ALL, JobOrder.NEWEST, null, 100);

        // when
        queue.enqueue(Jobs.aJob("late"));
        String last = first.items().get(99).id();
        control.cancel(last, "test");
        control.delete(last);
        JobPage second = catalog.list(JobFilter.ALL, JobOrder.NEWEST, first.next(), 100);

        // then
        List<String> newest = new ArrayList<>(ids);
        Collections.reverse(newest);
        assertThat(second.items()).extracting(Job::id).isEqualTo(newest.subList(100, 200));
    }

    @Test
    void aPageIsShortWhenTooManyJobsWouldHaveToBeLookedAt() {
        // given
        JobCatalog hurried = new JobCatalog(RealRedis.template(), link, 5);
        JobFilter rare =
                new JobFilter(Set.of(), Set.of(), Set.of(), Set.of(), null, null, null, null, "/nowhere", null, null);

        // when
        JobPage page = hurried.list(rare, JobOrder.OLDEST, null, 10);

        // then
        assertThat(page.items()).isEmpty();
        assertThat(page.next()).isEqualTo(new JobCursor(125));
    }

    private void live(int i) {
        switch (random.nextInt(5)) {
            case 0 -> control.cancel("job-" + i, "test");
            case 1 -> fail();
            case 2 -> queue.claim("publish", "w", Duration.ofMinutes(1)).ifPresent(queue::complete);
            case 3 -> queue.claim("convert", "w", Duration.ofMinutes(1));
            default -> {}
        }
    }

    private void fail() {
        FailureKind kind = any(FailureKind.BAD_INPUT, FailureKind.TIMEOUT);
        queue.claim("convert", "w", Duration.ofMinutes(1))
                .ifPresent(lease -> queue.park(lease, new Failure(kind, "reason", "")));
    }

    private JobFilter filter(List<Job> all) {
        return new JobFilter(
                perhaps(Set.of(any(JobState.values())), Set.of(JobState.QUEUED, JobState.FAILED, JobState.RUNNING)),
                perhaps(Set.of(JobType.DATASET_CONVERSION), Set.of(JobType.BATCH_PROCESSING, JobType.INVESTIGATION)),
                perhaps(Set.of(any(Priority.values())), Set.of(Priority.LOW, Priority.URGENT)),
                perhaps(Set.of(FailureKind.TIMEOUT), Set.of(FailureKind.TIMEOUT, FailureKind.BAD_INPUT)),
                rarely("publish"),
                rarely(any("ann", "bob", "nobody")),
                rarely("north"),
                rarely("batch"),
                rarely(any("/in/a/", "/in/b%[", "/in/", "/äh", "/in/a/1")),
                rarely(all.get(random.nextInt(all.size())).times().created()),
                rarely(all.get(random.nextInt(all.size())).times().created()));
    }

    private List<String> walk(JobFilter filter, JobOrder order, int limit) {
        List<String> found = new ArrayList<>();
        JobCursor next = null;
        do {
            JobPage page = catalog.list(filter, order, next, limit);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            page.items().forEach(job -> found.add(job.id()));
            next = page.next();
        } while (next != null);
        return found;
    }

    private static List<String> model(List<Job> all, JobFilter filter, JobOrder order) {
        List<String> found =
                new ArrayList<>(all.stream().filter(wanted(filter)).map(Job::id).toList());
        if (order == JobOrder.NEWEST) {
            Collections.reverse(found);
        }
        return found;
    }

    private static Predicate<Job> wanted(JobFilter filter) {
        return job -> allows(filter.states(), job.state())
                && allows(filter.types(), job.type())
                && allows(filter.priorities(), job.priority())
                && (filter.failures().isEmpty()
                        || job.failure() != null
                                && filter.failures().contains(job.failure().kind()))
                && allows(filter.stage(), job.stage())
                && allows(filter.user(), job.origin().user())
                && allows(filter.project(), job.origin().project())
                && allows(filter.parent(), job.origin().parent())
                && (filter.path() == null || job.target().startsWith(filter.path()))
                && within(filter, job.times().created());
    }

    private static boolean within(JobFilter filter, Instant created) {
        return (filter.since() == null || !created.isBefore(filter.since()))
                && (filter.until() == null || created.isBefore(filter.until()));
    }

    private static <T> boolean allows(Set<T> allowed, T value) {
        return allowed.isEmpty() || allowed.contains(value);
    }

    private static boolean allows(@Nullable String allowed, String value) {
        return allowed == null || Objects.equals(allowed, value);
    }

    private List<Job> jobs() {
        return ids.stream().map(id -> queue.get(id).orElseThrow()).toList();
    }

    private <T> Set<T> perhaps(Set<T> one, Set<T> other) {
        return any(Set.of(), Set.of(), one, other);
    }

    private <T> @Nullable T rarely(T value) {
        return random.nextInt(4) == 0 ? value : null;
    }

    @SafeVarargs
    private <T> T any(T... values) {
        return values[random.nextInt(values.length)];
    }
}
