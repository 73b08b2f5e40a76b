package dev.caravan.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.caravan.job.QueueModel.Card;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * One random sequence of what workers, operators, crashes, clocks and networks do to a queue; after each step the real queue
 * is as the model says. An answer that is lost on the way is a call that is made again.
 */
final class QueueSequence {
    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final String[] STAGES = {"convert", "publish", "record", "upload"};
    private static final String[] USERS = {"", "anna", "ben"};
    private static final int MOST_JOBS = 8;
    private static final int MAXIMUM = 3;

    private final StringRedisTemplate redis;
    private final JobQueue queue;
    private final JobControl control;
    private final Random random;
    private final QueueModel model = new QueueModel();
    /** What workers believe to hold; a worker that was thought dead comes back with its lease. */
    private final List<Lease> leases = new ArrayList<>();

    private final List<String> steps = new ArrayList<>();

    QueueSequence(StringRedisTemplate redis, long seed) {
        this.redis = redis;
        this.random = new Random(seed);
        this.queue = new JobQueue(redis, new RedisLink(), Duration.ofHours(1), Duration.ofHours(1));
        this.control = new JobControl(redis, new RedisLink());
    }

    /** What was done, for people. */
    List<String> steps() {
        return steps;
    }

    void run(int length) {
        for (int step = 0; step < length; step++) {
            step();
            if (step % 8 == 0) {
                compare();
            }
        }
        compare();
    }

    private void step() {
        switch (random.nextInt(22)) {
            case 0, 1, 2 -> enqueue();
            case 3, 4, 5, 6 -> claim();
            case 7, 8, 9, 10 -> settle();
            case 11 -> cancel();
            case 12 -> again();
            case 13 -> reprioritise();
            case 14 -> timePasses();
            case 15, 16, 17 -> fanOut();
            case 18, 19 -> wake();
            case 20 -> tell();
            default -> reap();
        }
    }

    private void enqueue() {
        if (model.cards.size() >= MOST_JOBS) {
            delete();
            return;
        }
        String id = "job-" + steps.size();
        String user = oneOf(USERS);
        Priority priority = oneOf(Priority.values());
        NewJob job = NewJob.unclaimed(STAGES[0], id, "{}", List.of("file:/" + id))
                .named(id)
                .with(priority)
                .from(Origin.of(user, ""))
                .within(new Limits(Duration.ofHours(1), MAXIMUM));
        note("enqueue " + id + " " + priority + " of " + user);
        queue.enqueue(job);
        repeat(() -> queue.enqueue(job));
        model.enqueue(id, user, priority, STAGES[0], MAXIMUM);
    }

    private void claim() {
        String stage = oneOf(STAGES);
        String token = "token-" + steps.size();
        Optional<Lease> lease = queue.claim(stage, "worker", LEASE, token, false);
        if (random.nextInt(4) == 0) {
            assertThat(queue.claim(stage, "worker", LEASE, token, true).map(Lease::id))
                    .isEqualTo(lease.map(Lease::id));
        }
        Optional<Card> expected = model.next(stage);
        note("claim at " + stage + ": " + lease.map(Lease::id).orElse("nothing"));
        assertThat(lease.isPresent()).as("a job at %s", stage).isEqualTo(expected.isPresent());
        lease.ifPresent(got -> {
            Card card = model.cards.get(got.id());
            assertThat(card.waits()).as("%s waits", got.id()).isTrue();
            assertThat(card.stage).isEqualTo(stage);
            assertThat(card.priority).isEqualTo(expected.orElseThrow().priority);
            assertThat(card.turn).isEqualTo(expected.orElseThrow().turn);
            assertThat(got.job().asleep()).as("%s goes on", got.id()).isEqualTo(card.asleep);
            model.claim(card, token, got.job().times().expires());
            assertThat(got.job().times().expires()).as("time of %s", got.id()).isEqualTo(card.expires);
            leases.add(got);
        });
    }

    private void settle() {
        if (leases.isEmpty()) {
            return;
        }
        Lease lease = leases.get(random.nextInt(leases.size()));
        Settlement settlement = oneOf(Settlement.values());
        if (settlement == Settlement.MOVE && isBranch(lease.id())) {
            return;
        }
        note(settlement + " " + lease.id() + " by " + lease.token());
        Optional<Card> card = model.held(lease.token());
        boolean allowed = card.isPresent() || model.settledBefore(lease.token(), settlement.name());
        assertThat(succeeds(settlement, lease))
                .as("%s of %s", settlement, lease.id())
                .isEqualTo(allowed);
        card.ifPresent(held -> settlement.inModel(model, held));
        if (allowed) {
            repeat(() -> settlement.inQueue(queue, lease));
        }
    }

    private boolean succeeds(Settlement settlement, Lease lease) {
        try {
            settlement.inQueue(queue, lease);
            return true;
        } catch (LeaseLostException e) {
            return false;
        }
    }

    /** Its parts work on what the whole was at its first stage; one that is optional is among them. */
    private void fanOut() {
        List<Lease> wholes =
                leases.stream().filter(lease -> !isBranch(lease.id())).toList();
        if (wholes.isEmpty()) {
            return;
        }
        Lease lease = wholes.get(random.nextInt(wholes.size()));
        Optional<Card> card = model.held(lease.token());
        boolean allowed = card.isPresent() || model.settledBefore(lease.token(), "FAN_OUT");
        int version = card.map(held -> held.version).orElse(0);
        List<NewBranch> parts = Stream.of("near", "far?", "third")
                .limit(random.nextInt(4))
                .map(name -> part(lease.id(), name, version))
                .toList();
        note("FAN_OUT of " + lease.id() + " by " + lease.token() + " into " + parts.size());
        Runnable operation = () -> queue.fanOut(lease, "upload", "record", parts, Notes.NONE);
        assertThat(accepted(operation)).isEqualTo(allowed);
        card.ifPresent(held -> model.fanOut(held, parts, "upload", "record"));
        if (allowed) {
            repeat(operation);
        }
    }

    private static NewBranch part(String whole, String name, int version) {
        return new NewBranch(
                NewBranch.id(whole, name),
                name,
                !name.endsWith("?"),
                JobType.FILE_UPLOAD,
                name,
                "/",
                "{\"version\": " + version + "}",
                0,
                new Limits(Duration.ofHours(1), MAXIMUM));
    }

    /** Its id begins with that of the whole, and goes on. */
    private static boolean isBranch(String id) {
        return id.matches("job-[0-9]+-[0-9a-f]{16}");
    }

    /** Something was seen to happen to what works for a job outside. */
    private void wake() {
        card().ifPresent(card -> {
            note("wake " + card.id);
            boolean expected = model.wake(card);
            assertThat(queue.wake(card.id)).isEqualTo(expected);
            if (!card.sleeps() && !card.leased()) {
                repeat(() -> assertThat(queue.wake(card.id)).isFalse());
            }
        });
    }

    private void tell() {
        card().ifPresent(card -> {
            int done = random.nextInt(100);
            note("tell " + card.id + " asleep: " + done);
            assertThat(queue.progressAsleep(card.id, Progress.of("build", done, 100L, "points", null)))
                    .isEqualTo(card.sleeps());
            card.done = card.sleeps() ? done : card.done;
        });
    }

    private void cancel() {
        card().ifPresent(card -> {
            boolean possible = card.state == JobState.CANCELLED || !card.state.isFinal();
            note("cancel " + card.id);
            assertThat(accepted(() -> control.cancel(card.id, "x"))).isEqualTo(possible);
            if (possible) {
                model.cancel(card);
            }
        });
    }

    private void again() {
        card().ifPresent(card -> {
            boolean ended = card.state == JobState.FAILED || card.state == JobState.CANCELLED;
            boolean possible = ended && model.free(card);
            String stage = isBranch(card.id) ? "upload" : oneOf("convert", "publish");
            note("again " + card.id + " at " + stage);
            assertThat(accepted(() -> control.retry(card.id, stage))).isEqualTo(possible);
            if (possible) {
                card.version += stage.equals("convert") ? 1 : 0;
                model.again(card, stage);
            }
        });
    }

    private void reprioritise() {
        card().ifPresent(card -> {
            Priority priority = oneOf(Priority.values());
            note(card.id + " becomes " + priority);
            assertThat(accepted(() -> control.reprioritise(card.id, priority))).isEqualTo(!card.state.isFinal());
            if (!card.state.isFinal()) {
                model.reprioritise(card, priority);
            }
        });
    }

    private void delete() {
        card().ifPresent(card -> {
            note("delete " + card.id);
            assertThat(accepted(() -> control.delete(card.id))).isEqualTo(card.state.isFinal());
            if (card.state.isFinal()) {
                model.cards.remove(card.id);
            }
        });
    }

    /** A worker dies, a pause or a sleep is over, or Redis' clock jumps over all of them, forward or back. */
    private void timePasses() {
        int what = random.nextInt(5);
        note(List.of(
                        "a lease runs out",
                        "a pause is over",
                        "a sleep is over",
                        "the clock jumps forward",
                        "the clock jumps back")
                .get(what));
        List<Card> running = model.cards.values().stream().filter(Card::leased).toList();
        List<Card> delayed =
                model.cards.values().stream().filter(card -> card.delayed).toList();
        List<Card> asleep = model.cards.values().stream().filter(Card::sleeps).toList();
        switch (what) {
            case 0 -> running.stream().limit(1).forEach(this::expire);
            case 1 -> delayed.stream().limit(1).forEach(this::due);
            case 2 -> asleep.stream().limit(1).forEach(this::sleptLong);
            case 3 -> {
                running.forEach(this::expire);
                delayed.forEach(this::due);
                asleep.forEach(this::sleptLong);
            }
            default -> {
                running.forEach(card -> {
                    redis.opsForZSet().add("leases:" + card.stage, card.id, 9e12);
                    card.overdue = false;
                });
                asleep.forEach(card -> {
                    redis.opsForZSet().add("asleep:" + card.stage, card.id, card.expires.toEpochMilli());
                    card.sleptLong = false;
                });
            }
        }
    }

    private void expire(Card card) {
        redis.opsForZSet().add("leases:" + card.stage, card.id, 1);
        model.leaseRunsOut(card);
    }

    private void sleptLong(Card card) {
        redis.opsForZSet().add("asleep:" + card.stage, card.id, 1);
        model.sleepIsOver(card);
    }

    private void due(Card card) {
        redis.opsForZSet().add("delayed:" + card.stage, card.id, 1);
        model.delayIsOver(card);
    }

    private void reap() {
        String stage = oneOf(STAGES);
        note("reap " + stage);
        List<Card> dead = model.cards.values().stream()
                .filter(card -> card.overdue && card.stage.equals(stage))
                .toList();
        List<Card> rested = model.cards.values().stream()
                .filter(card -> card.sleeps() && card.sleptLong && card.stage.equals(stage))
                .toList();
        Reaped reaped = queue.reapExpired(stage, LEASE, 0);
        assertThat(reaped.requeued() + reaped.parked().size()).isEqualTo(dead.size());
        dead.forEach(model::reap);
        rested.forEach(model::wakeUp);
    }

    /** Every job is exactly where the model has it, and nowhere else. */
    private void compare() {
        for (Card card : model.cards.values()) {
            Job job = queue.get(card.id).orElseThrow(() -> new AssertionError(card.id + " is lost"));
            assertThat(job.state()).as(card.id).isEqualTo(card.state);
            assertThat(job.stage()).as(card.id).isEqualTo(card.stage);
            assertThat(job.attempt())
                    .as("attempts of %s", card.id)
                    .isEqualTo(card.attempt)
                    .isLessThanOrEqualTo(MAXIMUM);
            compareSleep(card, job);
            assertThat(redis.opsForHash().get("file:/" + card.id, "status"))
                    .as("record of %s", card.id)
                    .isEqualTo(isBranch(card.id) ? null : card.state.name());
            assertThat(job.branches())
                    .as("branches of %s", card.id)
                    .extracting(Branch::job, Branch::state)
                    .containsExactlyElementsOf(card.branches.values().stream()
                            .map(branch -> tuple(branch.job(), branch.state()))
                            .toList());
        }
        for (String stage : STAGES) {
            assertThat(union("queue:" + stage, "delayed:" + stage)).isEqualTo(ids(stage, JobState.QUEUED));
            assertThat(union("leases:" + stage)).isEqualTo(ids(stage, Card::leased));
            assertThat(union("asleep:" + stage)).isEqualTo(ids(stage, Card::sleeps));
        }
        for (Depth depth : queue.depths()) {
            assertThat(depth.leased())
                    .as("at work at %s", depth.stage())
                    .isEqualTo(ids(depth.stage(), card -> card.leased() || card.sleeps())
                            .size());
        }
        for (JobState state : JobState.values()) {
            assertThat(union("jobs:state:" + state)).isEqualTo(ids(null, state));
        }
        assertThat(union("jobs")).isEqualTo(model.cards.keySet());
    }

    /** Who sleeps has no worker, and is woken before its attempt's time is over; what was said of it stays while the attempt goes on. */
    private void compareSleep(Card card, Job job) {
        assertThat(job.asleep()).as("%s sleeps", card.id).isEqualTo(card.asleep);
        if (card.sleeps() && !card.sleptLong) {
            assertThat(job.worker()).isEmpty();
            assertThat(redis.opsForZSet().score("asleep:" + card.stage, card.id))
                    .isLessThanOrEqualTo(card.expires.toEpochMilli());
        }
        if (card.asleep || card.leased()) {
            assertThat(job.times().expires()).as("time of %s", card.id).isEqualTo(card.expires);
            assertThat(job.progress() == null ? -1 : job.progress().done())
                    .as("progress of %s", card.id)
                    .isEqualTo(card.done);
        }
    }

    private Set<String> union(String... sets) {
        return Stream.of(sets)
                .flatMap(set -> redis.opsForZSet().range(set, 0, -1).stream())
                .collect(Collectors.toSet());
    }

    private Set<String> ids(String stage, JobState state) {
        return ids(stage, card -> card.state == state);
    }

    private Set<String> ids(String stage, Predicate<Card> which) {
        return model.cards.values().stream()
                .filter(card -> which.test(card) && (stage == null || card.stage.equals(stage)))
                .map(card -> card.id)
                .collect(Collectors.toSet());
    }

    private Optional<Card> card() {
        List<Card> all = List.copyOf(model.cards.values());
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
    }

    private static boolean accepted(Runnable operation) {
        try {
            operation.run();
            return true;
        } catch (IllegalTransitionException | LeaseLostException e) {
            return false;
        }
    }

    private void repeat(Runnable operation) {
        if (random.nextInt(4) == 0) {
            operation.run();
        }
    }

    @SafeVarargs
    private <T> T oneOf(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private void note(String step) {
        steps.add(step);
    }
}
