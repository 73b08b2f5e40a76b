package dev.caravan.why;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.SourceFile;
import dev.caravan.file.ClaimRequest;
import dev.caravan.file.FileClaims;
import dev.caravan.file.FileStore;
import dev.caravan.file.Maker;
import dev.caravan.job.Failure;
import dev.caravan.job.FailureKind;
import dev.caravan.job.JobControl;
import dev.caravan.job.JobQueue;
import dev.caravan.job.JobType;
import dev.caravan.job.Lease;
import dev.caravan.job.Limits;
import dev.caravan.job.NewBranch;
import dev.caravan.job.NewJob;
import dev.caravan.job.Notes;
import dev.caravan.job.Origin;
import dev.caravan.job.Priority;
import dev.caravan.job.Progress;
import dev.caravan.job.RedisLink;
import dev.caravan.job.Standings;
import dev.caravan.job.WorkerRegistry;
import dev.caravan.job.WorkerReport;
import dev.caravan.job.WorkerState;
import dev.caravan.job.Workers;
import dev.caravan.publication.Publication;
import dev.caravan.publication.PublicationStore;
import dev.caravan.retention.RetentionSettings;
import dev.caravan.s3.ATarget;
import dev.caravan.s3.Layout;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.RealS3;
import dev.caravan.stage.scan.Inbox;
import dev.caravan.stage.scan.ScanAgenda;
import dev.caravan.stage.scan.ScanEvents;
import dev.caravan.stage.scan.ScanSettings;
import dev.caravan.stage.scan.ScanTimes;
import dev.caravan.stage.scan.SourceRules;
import dev.caravan.stage.scan.SourceSettings;
import dev.caravan.support.RealRedis;
import dev.caravan.support.Records;
import dev.caravan.support.SourceTree;
import dev.caravan.support.StandingClock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Each case of "why?" on a real directory. */
@ExtendWith(RealRedis.class)
class WhyTest {
    private static final Duration LEASE = Duration.ofSeconds(30);
    static final RetentionSettings RETENTION = new RetentionSettings(
            RetentionSettings.AFTER_SCAN,
            50,
            true,
            "0 0 0 * * ?",
            Duration.ofDays(30),
            null,
            List.of("kept/**"),
            null,
            100);
    private static final String NOON = "0 0 12 1 1 ? 2099";

    @TempDir
    private Path directory;

    private final Records records = new Records(RealRedis.template());
    private final FileStore store = new FileStore(RealRedis.template());
    private final FileClaims claims = new FileClaims(RealRedis.template());
    private final RedisLink link = new RedisLink();
    private final JobQueue queue = new JobQueue(RealRedis.template(), link, Duration.ofHours(1), Duration.ofHours(1));
    private final JobControl control = new JobControl(RealRedis.template(), link);
    private final StandingClock clock = new StandingClock();
    private final WorkerRegistry registry = new WorkerRegistry(RealRedis.template(), link);
    private SourceTree tree;
    private Why why;

    @BeforeEach
    void sources() throws IOException {
        works("one", WorkerState.RUNNING, LEASE);
        tree = new SourceTree(Files.createDirectories(directory.toRealPath().resolve("las")));
        Path other = Files.createDirectories(directory.toRealPath().resolve("other"));
        why = why(
                NOON,
                true,
                SourceSettings.of(other.toString(), List.of("**/*.laz"), List.of()),
                SourceSettings.of(
                        tree.root().toString(), List.of("**/*.las", "**/*.laz"), List.of("**/old", "**/*.draft.las")));
    }

    @Test
    void outsideOfEverySource() {
        Explanation answer = explain(Path.of("/nowhere/a.las"), FileState.OUTSIDE);
        assertThat(answer.sentence())
                .isEqualTo("'/nowhere/a.las' lies in none of the source directories (caravan.scan.sources): '"
                        + directory.resolve("other") + "', '" + tree.root() + "'");
    }

    @Test
    void neverSeen() {
        Explanation answer = explain(tree.root().resolve("none.las"), FileState.MISSING);
        assertThat(answer.sentence()).isEqualTo("'" + tree.root().resolve("none.las") + "' does not exist");
        assertThat(answer.next()).contains("it has never been seen");
        explain(tree.root().resolve("none/deeper/a.las"), FileState.MISSING);
    }

    @Test
    void publishedAndThenDeleted() throws IOException {
        Path file = published("a.las");
        Files.delete(file);
        assertThat(explain(file, FileState.MISSING).sentence())
                .endsWith("does not exist; a version was published at 2023-11-14T22:13:20Z, and stays published");
    }

    @Test
    void aDirectory() throws IOException {
        tree.file("sub/a.las");
        assertThat(explain(tree.root().resolve("sub"), FileState.IGNORED).sentence())
                .endsWith("is a directory");
        assertThat(explain(tree.root(), FileState.IGNORED).sentence()).endsWith("is a directory");
    }

    @Test
    void ignoredByAPatternThatIsNamed() throws IOException {
        assertThat(explain(tree.file("a.txt"), FileState.IGNORED).sentence())
                .endsWith("a.txt' matches no pattern of caravan.scan.sources[1].include '**/*.las', '**/*.laz'");
        assertThat(explain(tree.file("a.draft.las"), FileState.IGNORED).sentence())
                .endsWith("a.draft.las' is left by caravan.scan.sources[1].exclude '**/*.draft.las'");
        assertThat(explain(tree.file("x/old/y/a.las"), FileState.IGNORED).sentence())
                .isEqualTo("the directory '" + tree.root()
                        + "/x/old' is left with all it holds, by caravan.scan.sources[1].exclude '**/old'");
    }

    @Test
    void ignoredByItsNameOrThatOfADirectoryAbove() throws IOException {
        assertThat(explain(tree.file("a.las.part"), FileState.IGNORED).sentence())
                .endsWith("a.las.part' is ignored: the name is temporary: it ends with '.part'");
        assertThat(explain(tree.file(".snapshot/1/a.las"), FileState.IGNORED).sentence())
                .endsWith("/.snapshot' is ignored: the name is hidden: it begins with '.'");
    }

    @Test
    void linksThatAreNotFollowed() throws IOException {
        Path outside = Files.writeString(directory.resolve("secret.las"), "LASF");
        assertThat(explain(tree.link("out.las", outside), FileState.IGNORED).sentence())
                .endsWith("out.las' is a symbolic link that leads out of the source directory, and is not followed");
        Path file = tree.file("a.las");
        assertThat(explain(tree.link("b.las", file), FileState.IGNORED).sentence())
                .endsWith("b.las' is a symbolic link to '" + file + "', which is taken under that name");
        explain(tree.link("dangling.las", tree.root().resolve("none")), FileState.MISSING);
    }

    @Test
    void aLinkToWhatIsTakenUnderNoOtherNameIsFollowed() throws IOException {
        explain(tree.link("latest.las", tree.file(".store/7.las")), FileState.NEW);
    }

    @Test
    void stillGrowing() throws IOException {
        Path file = tree.file("a.las", "LASF", clock.instant().minusSeconds(12));
        Explanation answer = explain(file, FileState.WAITING);
        assertThat(answer.sentence()).isEqualTo("waiting: written to 12 s ago; taken when it has been still for 60 s");
        assertThat(answer.next()).contains("48 s from now", "the next scan, at 2099-01-01T12:00:00Z");
    }

    @Test
    void newAndNotScannedYet() throws IOException {
        Explanation answer = explain(tree.file("a.las"), FileState.NEW);
        assertThat(answer.sentence()).isEqualTo("new: no scan has taken it yet");
        assertThat(answer.next())
                .isEqualTo("wait for the next scan, at 2099-01-01T12:00:00Z; POST /api/v1/scan scans at once");
        assertThat(answer.facts()).containsEntry("dataset", "a").containsEntry("size", 4L);
    }

    @Test
    void newAndNoScanIsPlanned() throws IOException {
        why = why(NOON, false, SourceSettings.of(tree.root().toString(), List.of("**/*.las"), List.of()));
        assertThat(explain(tree.file("a.las"), FileState.NEW).next())
                .isEqualTo("no scan is planned: POST /api/v1/scan scans at once");
    }

    @Test
    void unchangedSinceItWasPublished() throws IOException {
        Explanation answer = explain(published("a.las"), FileState.UNCHANGED);
        assertThat(answer.sentence())
                .isEqualTo("unchanged since it was published at 2023-11-14T22:13:20Z as http://s3/a/metadata.json");
        assertThat(answer.next())
                .isEqualTo("nothing is to be done; to convert it once more: POST /api/v1/files/reprocess"
                        + " {\"path\": \"" + tree.root() + "/a.las\", \"force\": true}");
    }

    @Test
    void publishedByAnotherProgram() throws IOException {
        Path file = tree.file("a.las");
        records.set(file, "timestamp_file", String.valueOf(SourceTree.LONG_AGO.getEpochSecond()));
        records.set(file, "timestamp_s3", "1700000000");
        assertThat(explain(file, FileState.UNCHANGED).sentence()).endsWith("by another program");
    }

    @Test
    void changedSinceItWasPublished() throws IOException {
        Path file = published("a.las");
        SourceTree.touch(file);
        assertThat(explain(file, FileState.NEW).sentence())
                .isEqualTo("changed: no scan has taken this version yet; an older version was published at"
                        + " 2023-11-14T22:13:20Z, and stays until then");
    }

    @Test
    void claimedAndBeingPutIntoTheQueue() throws IOException {
        Path file = tree.file("a.las");
        claim(file);
        assertThat(explain(file, FileState.QUEUED).sentence()).startsWith("claimed a moment ago");
        records.set(file, "claimed_until", "1000");
        assertThat(explain(file, FileState.NEW).sentence()).endsWith("and free again");
    }

    @Test
    void queuedWithItsPlace() throws IOException {
        queued(tree.file("a.las"));
        queued(tree.file("b.las"));
        Path file = tree.file("c.las");
        enqueue(file, Origin.of("ann", ""), Priority.NORMAL);
        run();

        assertThat(explain(tree.root().resolve("b.las"), FileState.QUEUED).sentence())
                .isEqualTo("queued: 2nd of 2 in convert, 1 running");
        Explanation answer = explain(file, FileState.QUEUED);

        assertThat(answer.sentence())
                .isEqualTo("queued: 1st of 2 in convert, 1 running, in turn with other users as one of 'ann'");
        assertThat(answer.next())
                .contains("PUT /api/v1/jobs/" + records.get(file, "job") + " {\"priority\": \"URGENT\"}");
    }

    @Test
    void queuedWhereNobodyWorks() throws IOException {
        Path file = tree.file("a.las");
        enqueue(file, Origin.NONE, Priority.HIGH);
        works("one", WorkerState.STOPPED, LEASE);
        works("three", WorkerState.DRAINING, LEASE);
        works("two", WorkerState.RUNNING, Duration.ofMillis(-1));

        Explanation answer = explain(file, FileState.QUEUED);

        assertThat(answer.sentence())
                .isEqualTo("queued: 1st of 1 in convert, 0 running, priority HIGH; no worker serves convert:"
                        + " one:convert is stopped, three:convert is draining, two:convert is lost");
        assertThat(answer.next()).isEqualTo("start workers: POST /api/v1/workers/*:convert/start");
    }

    @Test
    void queuedAndServedByAnotherInstance() throws IOException {
        Path file = tree.file("a.las");
        queued(file);
        works("one", WorkerState.STOPPED, LEASE);
        works("two", WorkerState.RUNNING, LEASE);
        assertThat(explain(file, FileState.QUEUED).sentence()).isEqualTo("queued: 1st of 1 in convert, 0 running");
    }

    @Test
    void queuedWhereNoInstanceIsLeft() throws IOException {
        Path file = tree.file("a.las");
        queued(file);
        registry.end("one", "convert");
        Explanation answer = explain(file, FileState.QUEUED);
        assertThat(answer.sentence()).endsWith("; no worker serves convert: there is none");
        assertThat(answer.next()).startsWith("start an instance whose routes take convert");
        works("one", WorkerState.RUNNING, Duration.ofMillis(-1));
        assertThat(explain(file, FileState.QUEUED).next()).startsWith("start an instance");
    }

    @Test
    void runningWithItsProgress() throws IOException {
        Path file = tree.file("a.las");
        queued(file);
        Lease lease = run();
        queue.progress(
                lease,
                new Progress("build", 43.7, 437, 1000L, "points", 10.0, 125.0, null, 300L << 20, clock.instant()));

        Explanation answer = explain(file, FileState.RUNNING);

        assertThat(answer.sentence())
                .matches(
                        "running: convert, build 43 %, 2 min 5 s left, at most 300 MB of memory, for \\d s, by the-worker;"
                                + " its worker gave a sign of life \\d s ago");
        assertThat(answer.next()).contains("/api/v1/jobs/" + lease.id() + "/cancel");
    }

    @Test
    void waitingInTheCluster() throws IOException {
        Path file = tree.file("a.las");
        queued(file);
        Lease lease = run();
        queue.sleep(lease, Duration.ofHours(1), Notes.NONE);
        Progress waits = Progress.of(Progress.PENDING, 0, null, "points", "convert-a-1: Unschedulable: 0/3 nodes");
        queue.progressAsleep(lease.id(), waits);

        Explanation answer = explain(file, FileState.RUNNING);

        assertThat(answer.sentence())
                .startsWith(
                        "running: convert in the cluster, where it waits: convert-a-1: Unschedulable: 0/3 nodes, for");
        assertThat(answer.next()).contains("mend what it names", "/api/v1/jobs/" + lease.id() + "/cancel");
    }

    @Test
    void atWorkInTheCluster() throws IOException {
        Path file = tree.file("a.las");
        queued(file);
        Lease lease = run();
        queue.sleep(lease, Duration.ofHours(1), new Notes("{}", "{\"clusterJob\":\"convert-a-1\"}"));
        queue.progressAsleep(
                lease.id(),
                new Progress("build", 43.7, 437, 1000L, "points", 10.0, 125.0, null, 300L << 20, clock.instant()));

        assertThat(explain(file, FileState.RUNNING).sentence())
                .startsWith("running: convert in the cluster by convert-a-1, build 43 %, 2 min 5 s left,"
                        + " at most 300 MB of memory, for");
    }

    @Test
    void waitingForATarget() throws IOException {
        Path file = tree.file("a.las");
        queued(file);
        queue.move(run(), "publish", "{}");
        Lease whole = queue.claim("publish", "the-worker", LEASE).orElseThrow();
        queue.fanOut(whole, "publish-s3", "record", List.of(upload(whole, "near"), upload(whole, "far")), Notes.NONE);
        queue.complete(queue.claim("publish-s3", "the-worker", LEASE).orElseThrow());
        Lease far = queue.claim("publish-s3", "the-worker", LEASE).orElseThrow();
        Failure away = new Failure(FailureKind.INFRASTRUCTURE, "no route to host", "");
        queue.retry(far, away, Duration.ofHours(1));

        Explanation answer = explain(file, FileState.RUNNING);

        assertThat(answer.sentence())
                .isEqualTo("running: publish, 1 of 2 done; waiting for target far (queued, because no route to host)");
        assertThat(answer.next()).contains("GET /api/v1/jobs/" + far.id() + " tells");
        assertThat(answer.facts())
                .containsEntry("branches", queue.get(whole.id()).orElseThrow().branches());
    }

    private static NewBranch upload(Lease whole, String target) {
        String name = "target " + target;
        return new NewBranch(
                NewBranch.id(whole.id(), name), name, true, JobType.FILE_UPLOAD, name, "/", "{}", 1, Limits.NONE);
    }

    @Test
    void changedWhileAnOlderVersionIsOnItsWay() throws IOException {
        Path file = tree.file("a.las");
        queued(file);
        SourceTree.touch(file);
        assertThat(explain(file, FileState.QUEUED).sentence())
                .isEqualTo("queued: 1st of 1 in convert, 0 running; the file has changed since, and is taken again when"
                        + " this version has ended");
    }

    @Test
    void retrying() throws IOException {
        Path file = tree.file("a.las");
        queued(file);
        queue.retry(run(), new Failure(FailureKind.INFRASTRUCTURE, "no route to host", ""), Duration.ofSeconds(95));

        Explanation answer = explain(file, FileState.RETRYING);

        assertThat(answer.sentence())
                .matches("retrying: attempt 2 of 5 at convert in 9\\d s, because no route to host");
        assertThat(answer.next()).isEqualTo("wait for it; or " + FailureKind.INFRASTRUCTURE.advice());
    }

    @Test
    void failedWithWhatToDo() throws IOException {
        Path file = tree.file("a.las");
        queued(file);
        queue.park(run(), new Failure(FailureKind.BAD_INPUT, "bounding box has NaN at byte 179", ""));

        Explanation answer = explain(file, FileState.FAILED);

        assertThat(answer.sentence()).isEqualTo("failed at convert: bounding box has NaN at byte 179");
        assertThat(answer.next())
                .isEqualTo(
                        "mend or replace the file; the next scan takes it, because it has changed; to try it as it is:"
                                + " POST /api/v1/files/reprocess {\"path\": \"" + file + "\"}");
        assertThat(answer.facts()).containsEntry("failureClass", FailureKind.BAD_INPUT);
    }

    @Test
    void failedAtThePublicationIsBegunThere() throws IOException {
        Path file = tree.file("a.las");
        queued(file);
        queue.move(run(), "publish", "{}");
        Lease lease = queue.claim("publish", "the-worker", LEASE).orElseThrow();
        queue.park(lease, new Failure(FailureKind.INFRASTRUCTURE, "403", ""));
        assertThat(explain(file, FileState.FAILED).next())
                .endsWith("POST /api/v1/files/reprocess {\"path\": \"" + file + "\", \"from\": \"publish\"}");
    }

    @Test
    void failedAndThenMended() throws IOException {
        Path file = tree.file("a.las");
        queued(file);
        queue.park(run(), new Failure(FailureKind.BAD_INPUT, "empty", ""));
        SourceTree.touch(file);
        assertThat(explain(file, FileState.NEW).sentence())
                .isEqualTo("changed: no scan has taken this version yet; an older version is FAILED");
    }

    @Test
    void cancelledByWhom() throws IOException {
        Path file = tree.file("a.las");
        queued(file);
        control.cancel(records.get(file, "job"), "not needed (ann)");
        assertThat(explain(file, FileState.CANCELLED).sentence()).isEqualTo("cancelled at convert: not needed (ann)");
    }

    @Test
    void refusedUntilTheOtherIsGone() throws IOException {
        Path owner = published("a.las");
        Path file = tree.file("a.laz");
        claims.refuse(dataset(file), owner.toString(), "'" + owner + "' already has the dataset key 'a'");
        assertThat(explain(file, FileState.REFUSED).sentence())
                .isEqualTo("refused: '" + owner + "' already has the dataset key 'a'");
        Files.delete(owner);
        assertThat(explain(file, FileState.NEW).sentence()).startsWith("refused until now, but the reason is gone");
    }

    @Test
    void aRecordThatCannotBeRead() throws IOException {
        Path file = tree.file("a.las");
        RealRedis.template().opsForValue().set("file:" + file, "no hash");
        assertThat(explain(file, FileState.FAILED).sentence())
                .isEqualTo("failed: the record 'file:" + file + "' is not a hash but a string");
        Path edited = published("b.las");
        records.set(edited, "size", "big");
        assertThat(explain(edited, FileState.FAILED).sentence()).contains("field 'size'", "'big'");
    }

    @Test
    void aFileOfADatasetOfManyIsExplainedByThatDataset() throws IOException {
        Path file = tree.file("a.las");
        published("a.las");
        records.set(file, "dataset", "tiles");
        RealRedis.template()
                .opsForHash()
                .putAll(
                        "dataset:tiles",
                        Map.of(
                                "target",
                                tree.root() + "/tiles",
                                "members",
                                "25",
                                "waiting_reason",
                                "17 of 25 files are there",
                                "looked_at",
                                String.valueOf(clock.instant().minusSeconds(5).getEpochSecond())));
        assertThat(explain(file, FileState.WAITING).sentence())
                .matches("waiting: 17 of 25 files are there, looked at [56] s ago \\(the dataset of 25 files, '"
                        + tree.root() + "/tiles'\\)");
    }

    @Test
    void aJobThatIsLost() throws IOException {
        Path file = tree.file("a.las");
        queued(file);
        RealRedis.template().delete("job:" + records.get(file, "job"));
        assertThat(why.explain(file).sentence()).doesNotStartWith("queued");
    }

    private void works(String instance, WorkerState state, Duration patience) {
        registry.beat(new WorkerReport(instance, "convert", 1, state, List.of(), patience));
    }

    private Explanation explain(Path path, FileState expected) {
        Explanation answer = why.explain(path);
        assertThat(answer.state()).as(answer.sentence()).isEqualTo(expected);
        assertThat(answer.path()).isEqualTo(path.toString());
        assertThat(answer.sentence()).isNotBlank().doesNotEndWith(".").doesNotContain("null");
        assertThat(answer.next()).isNotBlank().doesNotContain("null");
        return answer;
    }

    private Why why(String schedule, boolean onSchedule, SourceSettings... sources) {
        return why(store, RealS3.settings(ATarget.named("near").build()), schedule, onSchedule, sources);
    }

    /** Of the one source, with nothing unusual. */
    private Why why(FileStore store, PublishSettings targets) {
        return why(
                store, targets, NOON, true, SourceSettings.of(tree.root().toString(), List.of("**/*.las"), List.of()));
    }

    private Why why(
            FileStore store, PublishSettings targets, String schedule, boolean onSchedule, SourceSettings... sources) {
        ScanSettings settings = new ScanSettings(schedule, onSchedule, false, Duration.ofSeconds(60), List.of(sources));
        ScanAgenda agenda = new ScanAgenda(settings.settle(), store, clock);
        Inbox inbox = new Inbox(settings, store, agenda, new ScanEvents(RealRedis.template()), clock);
        Outlook outlook = new Outlook(inbox, new ScanTimes(settings, agenda, clock), clock);
        JobVoice voice = new JobVoice(
                new Standings(RealRedis.template(), link),
                new StageWorkers(new Workers(RealRedis.template(), link)),
                LEASE);
        return new Why(
                new SourceRules(settings, clock),
                store,
                queue,
                outlook,
                clock,
                voice,
                new Departure(new PublicationStore(RealRedis.template()), RETENTION),
                new Destinations(targets, new PublicationStore(RealRedis.template())));
    }

    @Test
    void publishedAndMadeByOtherOptionsThanThePresentOnes() throws IOException {
        Path file = published("a.las");
        records.set(file, "made_by", "then");
        why = why(
                new FileStore(RealRedis.template(), new Maker("now")),
                RealS3.settings(ATarget.named("near").build()));

        Explanation answer = explain(file, FileState.NEW);

        assertThat(answer.sentence())
                .isEqualTo(
                        "published at 2023-11-14T22:13:20Z, but made by another converter, or by other options of it,"
                                + " than caravan.convert has now; what is published stays until then");
        assertThat(answer.next()).contains("wait for the next scan").contains("caravan.convert.on-change=keep");
    }

    @Test
    void convertedAndTakenByNoTarget() throws IOException {
        Path file = converted("a.las");
        why = why(store, RealS3.settings(ATarget.named("near").include("b/**").build()));

        Explanation answer = explain(file, FileState.UNCHANGED);

        assertThat(answer.sentence())
                .isEqualTo("unchanged since it was converted; no target takes 'a'"
                        + " (caravan.publish.targets[].include, exclude): it is published nowhere");
        assertThat(answer.next()).contains("change the rule").contains("\"from\": \"publish\"");

        new PublicationStore(RealRedis.template()).put("a", publication());
        assertThat(explain(file, FileState.UNCHANGED).sentence())
                .endsWith("an older publication is still at near (http://s3/a/metadata.json)");
    }

    @Test
    void convertedAndTakenByOptionalTargetsOnly() throws IOException {
        Path file = converted("a.las");
        why = why(
                store,
                RealS3.settings(
                        ATarget.named("must").prefix("must").exclude("a").build(),
                        ATarget.named("near").optional().build()));

        Explanation waiting = explain(file, FileState.UNCHANGED);
        new PublicationStore(RealRedis.template()).put("a", publication());
        Explanation there = explain(file, FileState.UNCHANGED);

        assertThat(waiting.sentence())
                .isEqualTo(
                        "unchanged since it was converted; only optional targets take it: it is published nowhere yet;"
                                + " not yet at near");
        assertThat(waiting.next()).contains("caravan publish --target near");
        assertThat(there.sentence()).endsWith("it is published at near (http://s3/a/metadata.json)");
        assertThat(there.next()).isEqualTo("nothing is to be done");
    }

    private Path converted(String name) throws IOException {
        Path file = tree.file(name);
        claim(file);
        records.reach(file, "COMPLETED");
        return file;
    }

    @Test
    void whatIsDeletedSaysWhereItStillIsAndForHowLong() throws IOException {
        Path file = published("a.las");
        records.set(file, "deleted_at", "1700000000");
        new PublicationStore(RealRedis.template()).put("a", publication());
        Files.delete(file);

        Explanation explanation = why.explain(file);

        assertThat(explanation.state()).isEqualTo(FileState.MISSING);
        assertThat(explanation.sentence())
                .contains("deleted, seen at 2023-11-14T22:13:20Z")
                .contains("still published at near (http://s3/a/metadata.json)")
                .contains("by policy it is unpublished after 2023-12-14T22:13:20Z");
    }

    @Test
    void whatIsUnpublishedSaysSinceWhenAndHowItIsPublishedAgain() throws IOException {
        Path file = published("a.las");
        records.set(file, "unpublished_at", "1700000000");
        records.set(file, "unpublished_for", "age");

        Explanation explanation = why.explain(file);

        assertThat(explanation.sentence())
                .isEqualTo("unchanged; unpublished at 2023-11-14T22:13:20Z, because it was published long ago");
        assertThat(explanation.next()).contains("\"from\": \"publish\"");
    }

    private static Publication publication() {
        return new Publication(
                "near",
                Layout.PLAIN,
                "20260101T000000Z-0a1b2c3d",
                "a/",
                URI.create("http://s3/a/metadata.json"),
                null,
                4,
                1234,
                Instant.ofEpochSecond(5),
                "job-1",
                null);
    }

    private Path published(String name) throws IOException {
        Path file = tree.file(name);
        claim(file);
        records.reach(file, "COMPLETED");
        records.set(file, "timestamp_s3", "1700000000");
        records.set(file, "url", "http://s3/a/metadata.json");
        return file;
    }

    private String claim(Path file) throws IOException {
        String id = "claim-" + file.getFileName().toString().replace('.', '-');
        claims.claim(new ClaimRequest(dataset(file), id, Duration.ofSeconds(10), List.of(), null));
        return id;
    }

    private void queued(Path file) throws IOException {
        enqueue(file, Origin.NONE, Priority.NORMAL);
    }

    private void enqueue(Path file, Origin origin, Priority priority) throws IOException {
        queue.enqueue(NewJob.unclaimed("convert", file.toString(), "{}", List.of("file:" + file))
                .of(claim(file))
                .from(origin)
                .with(priority)
                .within(new Limits(Duration.ofHours(1), 5)));
    }

    private Lease run() {
        return queue.claim("convert", "the-worker", LEASE).orElseThrow();
    }

    private Dataset dataset(Path file) throws IOException {
        String name = file.getFileName().toString();
        return Dataset.found(name.substring(0, name.lastIndexOf('.')), tree.root(), SourceFile.read(file));
    }
}
