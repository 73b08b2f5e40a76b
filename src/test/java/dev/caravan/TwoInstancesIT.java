package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.job.RedisLink;
import dev.caravan.job.Worker;
import dev.caravan.job.WorkerCommand;
import dev.caravan.job.WorkerState;
import dev.caravan.job.Workers;
import dev.caravan.support.CaravanProcess;
import dev.caravan.support.PosedConverter;
import dev.caravan.support.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.stream.MapRecord;

/** Two instances of the packaged service on one Redis, of two conversions at once each. */
class TwoInstancesIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<String> STAGES = List.of("convert", "verify", "publish", "publish-s3", "record");
    private static final Pattern BEGINS_WITH_JOBS = Pattern.compile("from:\\s+(?:\\w+: .*\\s+)*?uri: jobs:");
    /** Of an instance: one for each route that begins with `jobs:`; those of archives, audits and so on have nothing to do here. */
    private static final int WORKERS = workersOfAnInstance();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path home;

    private Site site;
    private PosedConverter converter;
    private Workers workers;
    private CaravanProcess first;
    private CaravanProcess second;

    private static int workersOfAnInstance() {
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            return Math.toIntExact(files.map(TwoInstancesIT::text)
                    .flatMap(text -> BEGINS_WITH_JOBS.matcher(text).results())
                    .count());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void twoInstances() throws IOException {
        site = new Site(home);
        site.redis().start();
        converter = new PosedConverter(home.resolve("outside/converter"), Site.aFile(home.resolve("outside/same.las")));
        converter.hold();
        workers = new Workers(site.redis().template(), new RedisLink());
        first = site.start(converter);
        second = site.start(converter).listening();
        first.listening();
        await().atMost(PATIENCE)
                .until(() -> workers.list().stream()
                                .filter(worker -> worker.state() == WorkerState.RUNNING)
                                .count()
                        == 2 * WORKERS);
    }

    @AfterEach
    void close() throws IOException {
        site.close();
    }

    @Test
    void theyShareTheWorkAndNothingIsLostOrDoneTwiceWhateverGoesAway() throws IOException {
        List<String> files = add("file", 10);
        await().atMost(PATIENCE).until(() -> converting(first) == 2 && converting(second) == 2);

        first.kill();
        await().atMost(PATIENCE).until(() -> converter.runs().size() == 4);
        await().atMost(PATIENCE)
                .until(() -> worker(first, "convert").state() == WorkerState.LOST && converting(second) == 2);

        site.redis().stop();
        site.redis().start();
        converter.release();

        areDoneOnce(files);
        assertThat(workersOf(files)).allMatch(worker -> worker.startsWith(second.pid() + "@"));
    }

    @Test
    void whatADrainedInstanceDoesNotDoTheOtherDoes() throws IOException {
        List<String> before = add("before", 4);
        await().atMost(PATIENCE).until(() -> converting(first) == 2 && converting(second) == 2);

        assertThat(workers.tell(worker(first, "convert").instance() + ":*", WorkerCommand.DRAIN))
                .hasSize(WORKERS);
        await().atMost(PATIENCE).until(() -> worker(first, "convert").state() == WorkerState.DRAINING);
        await().atMost(PATIENCE).until(() -> worker(first, "publish").state() == WorkerState.STOPPED);
        List<String> after = add("after", 4);
        converter.release();

        areDoneOnce(before);
        areDoneOnce(after);
        assertThat(workersOf(after)).allMatch(worker -> worker.startsWith(second.pid() + "@"));
        assertThat(workersOf(before)).anyMatch(worker -> worker.startsWith(first.pid() + "@"));
        await().atMost(PATIENCE).until(() -> worker(first, "convert").state() == WorkerState.STOPPED);

        workers.tell("*", WorkerCommand.START);
        await().atMost(PATIENCE).until(() -> worker(first, "convert").state() == WorkerState.RUNNING);
    }

    @Test
    void aStoppedInstanceGivesBackWhatItHasAndTheOtherTakesIt() throws IOException {
        List<String> files = add("file", 2);
        await().atMost(PATIENCE).until(() -> converting(first) + converting(second) == 2);
        CaravanProcess busy = converting(first) > 0 ? first : second;
        CaravanProcess other = busy == first ? second : first;

        workers.tell(worker(busy, "convert").id(), WorkerCommand.STOP);
        await().atMost(PATIENCE).until(() -> converting(other) == 2);
        await().atMost(PATIENCE).until(() -> worker(busy, "convert").state() == WorkerState.STOPPED);
        assertThat(busy.output()).doesNotContain(" ERROR ");
        converter.release();

        areDoneOnce(files);
    }

    private List<String> add(String name, int count) throws IOException {
        List<String> keys =
                IntStream.range(0, count).mapToObj(i -> name + "-" + i).toList();
        for (String key : keys) {
            site.addFile(key);
        }
        // The scan at the start may still run.
        await().atMost(PATIENCE).until(() -> second.post("/api/v1/scan").statusCode() == 200);
        return keys;
    }

    private Worker worker(CaravanProcess instance, String stage) {
        return workers.list().stream()
                .filter(worker -> worker.instance().startsWith(instance.pid() + "@")
                        && worker.stage().equals(stage))
                .findFirst()
                .orElseThrow();
    }

    private int converting(CaravanProcess instance) {
        return worker(instance, "convert").jobs().size();
    }

    /** Each stage was successful once for each file, the upload once for each of two targets, as the history has it. */
    private void areDoneOnce(List<String> keys) {
        keys.forEach(key -> await(key).atMost(PATIENCE).ignoreExceptions().until(() -> site.completed(key)));
        Map<String, Long> successes = successes(keys)
                .collect(Collectors.groupingBy(
                        entry -> entry.get("job") + " " + entry.get("operation"), Collectors.counting()));
        int both = STAGES.size() + 1;
        assertThat(successes).hasSize(keys.size() * both).allSatisfy((what, times) -> assertThat(times)
                .isOne());
        assertThat(site.redis().template().hasKey("jobs:failed")).isFalse();
    }

    private List<String> workersOf(List<String> keys) {
        return successes(keys).map(entry -> entry.get("worker")).distinct().toList();
    }

    private Stream<Map<String, String>> successes(List<String> keys) {
        List<String> targets =
                keys.stream().map(key -> site.fileOf(key).toString()).toList();
        return site.redis().template().<String, String>opsForStream().range("history", Range.unbounded()).stream()
                .map(MapRecord::getValue)
                .filter(entry -> entry.get("status").equals("success") && targets.contains(entry.get("target")))
                .filter(entry -> STAGES.contains(entry.get("operation")));
    }
}
