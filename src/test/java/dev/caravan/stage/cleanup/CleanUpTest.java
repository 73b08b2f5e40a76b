package dev.caravan.stage.cleanup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.history.History;
import dev.caravan.history.NewOperation;
import dev.caravan.history.Retention;
import dev.caravan.job.EndedJobs;
import dev.caravan.job.JobQueue;
import dev.caravan.job.NewJob;
import dev.caravan.job.RedisLink;
import dev.caravan.setting.InvalidSettingException;
import dev.caravan.stage.cleanup.CleanUp.Terms;
import dev.caravan.support.RealRedis;
import dev.caravan.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.redis.core.StringRedisTemplate;

@ExtendWith(RealRedis.class)
class CleanUpTest {
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    private Path directory;

    private final StringRedisTemplate redis = RealRedis.template();
    private final RedisLink link = new RedisLink();
    private final JobQueue queue = new JobQueue(redis, link, DAY, DAY.multipliedBy(30));
    private final List<String> live = new ArrayList<>();
    private Path logs;

    @BeforeEach
    void aDoneAndAWaitingJobWithLogsAndALogOfNobody() throws IOException {
        logs = Files.createDirectories(new Workspace(directory).jobLogs());
        aJob("done");
        queue.complete(queue.claim("convert", "w", DAY).orElseThrow());
        aJob("waiting");
        Files.writeString(logs.resolve("done.log"), "12345");
        Files.writeString(logs.resolve("waiting.log"), "12345");
        Files.writeString(logs.resolve("nobody.log"), "12345");
    }

    @Test
    void whatHasHadItsTimeGoes() throws IOException {
        age(31);
        redis.opsForZSet().add("jobs:ended", "done", 1);

        CleanUpResult result = in(Duration.ofDays(400)).due();

        assertThat(result.jobs()).isEqualTo(1);
        assertThat(result.operations()).isEqualTo(1);
        assertThat(names()).containsExactly("waiting.log");
        assertThat(queue.get("done")).isEmpty();
        assertThat(queue.get("waiting")).isPresent();
    }

    @Test
    void whatHasNotHadItsTimeStays() throws IOException {
        age(29);

        CleanUpResult result = in(Duration.ZERO).due();

        assertThat(result.nothing()).isTrue();
        assertThat(names()).hasSize(3);
    }

    @Test
    void scratchIsKeptForJobsThatLiveOnly() throws IOException {
        in(Duration.ZERO).due();

        assertThat(live).containsExactly("waiting");
    }

    @Test
    void olderThanSomeDaysGoesWhateverItsTime() throws IOException {
        age(3);
        new History(redis, link).append(NewOperation.on("/in/a.las", "delete"));

        CleanUpResult result = in(Duration.ofDays(3)).olderThan(DAY.multipliedBy(2), Set.of(Kind.values()), false);

        assertThat(result).isEqualTo(new CleanUpResult(1, 2, 2, 10, false));
        assertThat(names()).containsExactly("waiting.log");
        assertThat(redis.hasKey("history")).isTrue();
        assertThat(redis.opsForStream().size("history")).isZero();
    }

    @Test
    void aDryRunTellsTheSameAndTouchesNothing() throws IOException {
        age(3);

        CleanUpResult result = in(Duration.ofDays(3)).olderThan(DAY.multipliedBy(2), Set.of(Kind.values()), true);

        assertThat(result).isEqualTo(new CleanUpResult(1, 1, 2, 10, true));
        assertThat(names()).hasSize(3);
        assertThat(queue.get("done")).isPresent();
        assertThat(redis.opsForStream().size("history")).isEqualTo(1);
    }

    @Test
    void onlyWhatIsAskedForGoes() throws IOException {
        age(3);

        CleanUpResult jobs = in(Duration.ofDays(3)).olderThan(DAY, Set.of(Kind.JOBS), false);

        assertThat(jobs).isEqualTo(new CleanUpResult(1, 0, 1, 5, false));
        assertThat(names()).containsExactly("nobody.log", "waiting.log");
        assertThat(in(Duration.ofDays(3)).olderThan(DAY, Set.of(), false).nothing())
                .isTrue();
    }

    @Test
    void withoutAnyLogNothingIsWrong() throws IOException {
        for (String name : names()) {
            Files.delete(logs.resolve(name));
        }
        Files.delete(logs);

        assertThat(in(Duration.ofDays(400)).due().logs()).isZero();
    }

    @Test
    void aScheduleThatIsNoneIsRefused() {
        assertThatThrownBy(() -> new CleanUpSettings("hourly"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("caravan.clean-up.schedule: 'hourly'");
    }

    private void aJob(String id) {
        queue.enqueue(NewJob.unclaimed("convert", "/in/" + id + ".las", "{}", List.of())
                .named(id));
    }

    /** A clean-up that believes it to be so much later. */
    private CleanUp in(Duration later) {
        Clock clock = Clock.fixed(Instant.now().plus(later).plusSeconds(1), ZoneOffset.UTC);
        return new CleanUp(
                queue,
                new EndedJobs(redis, link),
                new Retention(redis, link),
                isLive -> List.of("done", "waiting", "nobody").stream()
                        .filter(isLive)
                        .forEach(live::add),
                new Workspace(directory),
                new Terms(DAY.multipliedBy(365), DAY.multipliedBy(30)),
                clock);
    }

    private void age(int days) throws IOException {
        for (String name : names()) {
            Files.setLastModifiedTime(
                    logs.resolve(name), FileTime.from(Instant.now().minus(Duration.ofDays(days))));
        }
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(logs)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
