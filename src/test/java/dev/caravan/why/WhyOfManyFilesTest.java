package dev.caravan.why;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.Unit;
import dev.caravan.file.ClaimRequest;
import dev.caravan.file.FileClaims;
import dev.caravan.file.FileStore;
import dev.caravan.file.Maker;
import dev.caravan.job.Failure;
import dev.caravan.job.FailureKind;
import dev.caravan.job.JobQueue;
import dev.caravan.job.Lease;
import dev.caravan.job.NewJob;
import dev.caravan.job.RedisLink;
import dev.caravan.job.Standings;
import dev.caravan.job.WorkerRegistry;
import dev.caravan.job.WorkerReport;
import dev.caravan.job.WorkerState;
import dev.caravan.job.Workers;
import dev.caravan.publication.PublicationStore;
import dev.caravan.s3.ATarget;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.RealS3;
import dev.caravan.stage.scan.CompleteSettings;
import dev.caravan.stage.scan.Inbox;
import dev.caravan.stage.scan.ScanAgenda;
import dev.caravan.stage.scan.ScanEvents;
import dev.caravan.stage.scan.ScanSettings;
import dev.caravan.stage.scan.ScanTimes;
import dev.caravan.stage.scan.SourceRules;
import dev.caravan.stage.scan.SourceSettings;
import dev.caravan.support.RealRedis;
import dev.caravan.support.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.data.redis.core.StringRedisTemplate;

/** "Why?" of datasets of many files, asked by their directory or manifest and by one of their files. */
@ExtendWith(RealRedis.class)
class WhyOfManyFilesTest {
    private static final Duration LEASE = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    private final StringRedisTemplate redis = RealRedis.template();
    private final RedisLink link = new RedisLink();
    private final FileClaims claims = new FileClaims(redis);
    private final JobQueue queue = new JobQueue(redis, link, Duration.ofHours(1), Duration.ofHours(1));
    private SourceTree tree;
    private SourceRules rules;
    private Why why;
    private PublishSettings targets = RealS3.settings(ATarget.named("near").build());

    @BeforeEach
    void start() throws IOException {
        twoTilesInADirectoryAndTwoInAManifest();
    }

    private void twoTilesInADirectoryAndTwoInAManifest() throws IOException {
        tree = new SourceTree(directory.toRealPath());
        for (String tile : List.of("d/area/1.las", "d/area/2.las", "m/parts/1.las", "m/parts/2.las")) {
            tree.file(tile);
        }
        tree.file("m/area.tiles", "parts/*.las\n", SourceTree.LONG_AGO);
        ScanSettings settings = new ScanSettings(
                "0 0 12 1 1 ? 2099",
                true,
                false,
                Duration.ZERO,
                List.of(source("d", Unit.DIRECTORY), source("m", Unit.MANIFEST)));
        Clock clock = Clock.systemUTC();
        FileStore store = new FileStore(redis, new Maker("now"));
        ScanAgenda agenda = new ScanAgenda(settings.settle(), store, clock);
        Inbox inbox = new Inbox(settings, store, agenda, new ScanEvents(redis), clock);
        Outlook outlook = new Outlook(inbox, new ScanTimes(settings, agenda, clock), clock);
        rules = new SourceRules(settings, clock);
        why = new Why(
                rules,
                store,
                queue,
                outlook,
                clock,
                new JobVoice(new Standings(redis, link), new StageWorkers(new Workers(redis, link)), LEASE),
                new Departure(new PublicationStore(RealRedis.template()), WhyTest.RETENTION),
                new Destinations(targets, new PublicationStore(RealRedis.template())));
        new WorkerRegistry(redis, link)
                .beat(new WorkerReport("one", "convert", 1, WorkerState.RUNNING, List.of(), LEASE));
    }

    @ParameterizedTest
    @EnumSource(names = {"DIRECTORY", "MANIFEST"})
    void onItsWayWhicheverOfItsPathsIsAskedFor(Unit unit) throws IOException {
        enqueue(target(unit));
        for (Path path : paths(unit)) {
            assertThat(explain(path, FileState.QUEUED).sentence())
                    .isEqualTo("queued: 1st of 1 in convert, 0 running" + name(unit));
        }

        run();

        for (Path path : paths(unit)) {
            Explanation answer = explain(path, FileState.RUNNING);
            assertThat(answer.sentence())
                    .startsWith("running: convert")
                    .contains("by the-worker")
                    .endsWith(name(unit));
            assertThat(answer.facts())
                    .containsEntry("target", target(unit).toString())
                    .containsEntry("members", 2);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DIRECTORY", "MANIFEST"})
    void failedWithWhatToDoWhicheverOfItsPathsIsAskedFor(Unit unit) throws IOException {
        enqueue(target(unit));
        queue.park(run(), new Failure(FailureKind.BAD_INPUT, "2.las is cut", ""));

        for (Path path : paths(unit)) {
            Explanation answer = explain(path, FileState.FAILED);
            assertThat(answer.sentence()).isEqualTo("failed at convert: 2.las is cut" + name(unit));
            assertThat(answer.next())
                    .startsWith(FailureKind.BAD_INPUT.advice())
                    .endsWith("POST /api/v1/files/reprocess {\"path\": \"" + target(unit) + "\"}");
            assertThat(answer.facts()).containsEntry("failureClass", FailureKind.BAD_INPUT);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DIRECTORY", "MANIFEST"})
    void publishedAndThenChanged(Unit unit) throws IOException {
        enqueue(target(unit));
        queue.complete(run());
        for (Path path : paths(unit)) {
            assertThat(explain(path, FileState.UNCHANGED).next())
                    .endsWith("{\"path\": \"" + target(unit) + "\", \"force\": true}");
        }

        SourceTree.touch(paths(unit).get(1));

        for (Path path : paths(unit)) {
            assertThat(explain(path, FileState.NEW).sentence())
                    .isEqualTo(
                            "changed: no scan has taken this version yet; an older version is COMPLETED" + name(unit));
        }
    }

    @Test
    void convertedByOtherOptionsThanThePresentOnes() throws IOException {
        enqueue(target(Unit.DIRECTORY));
        queue.complete(run());
        redis.opsForHash().put("dataset:area", "made_by", "then");

        assertThat(explain(target(Unit.DIRECTORY), FileState.NEW).sentence())
                .contains("made by another converter, or by other options of it");
    }

    @Test
    void convertedAndTakenByNoTarget() throws IOException {
        targets =
                RealS3.settings(ATarget.named("near").exclude("area/**", "area").build());
        twoTilesInADirectoryAndTwoInAManifest();
        enqueue(target(Unit.DIRECTORY));
        queue.complete(run());

        assertThat(explain(target(Unit.DIRECTORY), FileState.UNCHANGED).sentence())
                .startsWith("unchanged since it was converted; no target takes 'area'")
                .endsWith(name(Unit.DIRECTORY));
    }

    @Test
    void changedWhileAnOlderVersionIsOnItsWay() throws IOException {
        enqueue(target(Unit.DIRECTORY));
        tree.file("d/area/3.las");
        assertThat(explain(target(Unit.DIRECTORY), FileState.QUEUED).sentence())
                .contains("; it has changed since, and is taken again when this version has ended");
    }

    @ParameterizedTest
    @EnumSource(names = {"DIRECTORY", "MANIFEST"})
    void refusedBecauseAnotherHasItsKey(Unit unit) throws IOException {
        Path owner = target(unit == Unit.DIRECTORY ? Unit.MANIFEST : Unit.DIRECTORY);
        enqueue(owner);
        claims.refuse(dataset(target(unit)), owner.toString(), "'" + owner + "' already has the dataset key 'area'");

        Explanation answer = explain(target(unit), FileState.REFUSED);

        assertThat(answer.sentence())
                .isEqualTo("refused: '" + owner + "' already has the dataset key 'area'" + name(unit));
        explain(owner, FileState.QUEUED);
        if (unit == Unit.DIRECTORY) {
            explain(paths(unit).get(1), FileState.REFUSED);
        }
    }

    @Test
    void refusedBecauseAnotherHasOneOfItsFiles() throws IOException {
        enqueue(target(Unit.MANIFEST));
        Path other = tree.file("m/other.tiles", "parts/2.las\n", SourceTree.LONG_AGO);
        Path shared = tree.root().resolve("m/parts/2.las");
        claims.refuse(dataset(other), "area", shared, "'" + shared + "' is a file of the dataset 'area' already");

        assertThat(explain(other, FileState.REFUSED).sentence())
                .isEqualTo("refused: '" + shared
                        + "' is a file of the dataset 'area' already (the dataset of 1 files, '" + other + "')");
        explain(shared, FileState.QUEUED);
    }

    @Test
    void aRecordThatCannotBeReadIsNotSpokenOf() {
        redis.opsForValue().set("dataset:area", "no hash");
        assertThat(why.explain(target(Unit.DIRECTORY)).sentence()).endsWith("is a directory");
    }

    private Explanation explain(Path path, FileState expected) {
        Explanation answer = why.explain(path);
        assertThat(answer.state()).as(answer.sentence()).isEqualTo(expected);
        assertThat(answer.path()).isEqualTo(path.toString());
        assertThat(answer.sentence() + answer.next()).doesNotContain("null");
        return answer;
    }

    private Path target(Unit unit) {
        return tree.root().resolve(unit == Unit.DIRECTORY ? "d/area" : "m/area.tiles");
    }

    /** What the dataset is known by, and one of its files. */
    private List<Path> paths(Unit unit) {
        return List.of(target(unit), tree.root().resolve(unit == Unit.DIRECTORY ? "d/area/2.las" : "m/parts/2.las"));
    }

    private String name(Unit unit) {
        return " (the dataset of 2 files, '" + target(unit) + "')";
    }

    private void enqueue(Path target) throws IOException {
        Dataset dataset = dataset(target);
        claims.claim(new ClaimRequest(dataset, "the-claim", Duration.ofSeconds(10), List.of(), null));
        queue.enqueue(NewJob.unclaimed("convert", dataset.title(), "{}", dataset.recordKeys())
                .of("the-claim"));
    }

    private Lease run() {
        return queue.claim("convert", "the-worker", LEASE).orElseThrow();
    }

    private Dataset dataset(Path target) throws IOException {
        return rules.group(target).orElseThrow().dataset();
    }

    private SourceSettings source(String name, Unit unit) throws IOException {
        Path root = Files.createDirectories(tree.root().resolve(name));
        CompleteSettings any = new CompleteSettings(0, "", null);
        return new SourceSettings(root.toString(), unit, any, null, List.of(), "", "", null);
    }
}
