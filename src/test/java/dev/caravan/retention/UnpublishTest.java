package dev.caravan.retention;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.caravan.file.FileClaims;
import dev.caravan.file.FileStore;
import dev.caravan.file.PublishedRecords;
import dev.caravan.file.PublishedState;
import dev.caravan.history.History;
import dev.caravan.job.Batches;
import dev.caravan.job.Job;
import dev.caravan.job.JobQueue;
import dev.caravan.job.JobSettings;
import dev.caravan.job.JobType;
import dev.caravan.job.RedisLink;
import dev.caravan.manifest.Manifest;
import dev.caravan.manifest.ManifestJson;
import dev.caravan.publication.Publication;
import dev.caravan.publication.PublicationStore;
import dev.caravan.s3.Condition;
import dev.caravan.s3.Layout;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.RealS3;
import dev.caravan.s3.S3Connection;
import dev.caravan.s3.S3Connections;
import dev.caravan.s3.S3Objects;
import dev.caravan.s3.TargetSettings;
import dev.caravan.support.ARun;
import dev.caravan.support.RealRedis;
import dev.caravan.support.Records;
import dev.caravan.support.StandingClock;
import dev.caravan.version.DatasetLocks;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Unpublishing and the policy, on a real Redis and a real S3 server. */
@ExtendWith(RealRedis.class)
class UnpublishTest {
    private static final String VERSION = "20260101T000000Z-0a1b2c3d";
    private static final UnpublishOrder ALL = new UnpublishOrder(Set.of(), false, Cause.ASKED, "ann");

    @TempDir
    private Path octrees;

    private final TargetSettings near = RealS3.target("near", RealS3.BUCKET, UUID.randomUUID() + "/");
    private final TargetSettings far = RealS3.target("far", RealS3.BUCKET, UUID.randomUUID() + "/");
    private final PublishSettings settings = RealS3.settings(near, far);
    private final S3Connections connections = RealS3.connections(settings);
    private final Records records = new Records(RealRedis.template());
    private final PublicationStore store = new PublicationStore(RealRedis.template());
    private final PublishedRecords published = new PublishedRecords(RealRedis.template());
    private final RedisLink link = new RedisLink();
    private final JobQueue queue = new JobQueue(RealRedis.template(), link, Duration.ofHours(1), Duration.ofHours(1));
    private final History history = new History(RealRedis.template(), link);
    private final FileClaims claims = new FileClaims(RealRedis.template());
    private final Unpublish unpublish = new Unpublish(
            settings, connections, store, claims, new DatasetLocks(RealRedis.template(), Duration.ofSeconds(30)));
    private final StandingClock clock = new StandingClock();

    @AfterEach
    void close() {
        connections.close();
    }

    @Test
    void inThePlainLayoutOnlyTheDatasetsOwnObjectsGo() throws IOException {
        published("a", near, Layout.PLAIN, "metadata.json", "hierarchy.bin", "octree.bin");
        published("a/b", near, Layout.PLAIN, "metadata.json", "hierarchy.bin", "octree.bin");
        published("a", far, Layout.PLAIN, "metadata.json", "hierarchy.bin", "octree.bin");
        write(near, "a/somebody's.txt");

        ARun run = new ARun();
        unpublish.withdraw(order("a", "near"), run);

        assertThat(keys(near))
                .containsExactly(
                        "a/b/caravan.json",
                        "a/b/hierarchy.bin",
                        "a/b/metadata.json",
                        "a/b/octree.bin",
                        "a/somebody's.txt");
        assertThat(keys(far)).hasSize(4);
        assertThat(store.find("a")).extracting(Publication::target).containsExactly("far");
        assertThat(run.notes()).containsEntry("objects", 4L);
    }

    @Test
    void whatHasNoManifestGoesByTheNamesOfAnOctree() throws IOException {
        for (String name : List.of("metadata.json", "hierarchy.bin", "octree.bin", "b/octree.bin")) {
            write(near, "a/" + name);
        }
        store.put("a", publication("near", Layout.PLAIN));

        unpublish.withdraw(order("a", "near"), new ARun());

        assertThat(keys(near)).containsExactly("a/b/octree.bin");
    }

    @Test
    void inTheVersionedLayoutEachVersionAndThePointerGoAndThePointerFirst() throws IOException {
        String older = "20250101T000000Z-0a1b2c3d";
        for (String version : List.of(older, VERSION)) {
            versioned("a", version, "a");
        }
        write(near, "a/latest.json");
        versioned("a/b", VERSION, "a/b");
        write(near, "a/b/latest.json");
        // Looks like a version of 'a', and is another dataset.
        versioned("a", "20240101T000000Z-0a1b2c3d", "a/20240101T000000Z-0a1b2c3d");

        ARun run = new ARun();
        unpublish.withdraw(order("a", "near"), run);

        assertThat(keys(near))
                .allMatch(key -> key.startsWith("a/b/") || key.startsWith("a/20240101T000000Z-0a1b2c3d/"))
                .hasSize(9);
        List<String> deleted = run.lines().stream()
                .filter(line -> line.startsWith("deleted: "))
                .toList();
        assertThat(deleted.get(0)).endsWith("/a/latest.json");
        assertThat(deleted.subList(1, 3)).allMatch(line -> line.endsWith("/metadata.json"));
        assertThat(deleted.subList(7, 9)).allMatch(line -> line.endsWith("/caravan.json"));
    }

    @Test
    void aManifestThatNamesWhatIsAnothersIsNotBelieved() throws IOException {
        published("a", near, Layout.PLAIN, "octree.bin", "b/octree.bin", "../x/octree.bin", "parts/1.bin");
        published("a/b", near, Layout.PLAIN, "octree.bin");

        unpublish.withdraw(order("a", "near"), new ARun());

        assertThat(keys(near)).containsExactly("a/b/caravan.json", "a/b/octree.bin");
    }

    @Test
    void anAttemptThatWasCutOffIsTakenUp() throws IOException {
        published("a", near, Layout.PLAIN, "metadata.json", "tile.bin");
        delete(near, "a/metadata.json");

        unpublish.withdraw(order("a", "near"), new ARun());
        unpublish.withdraw(order("a", "near"), new ARun());

        assertThat(keys(near)).isEmpty();
        assertThat(store.find("a")).isEmpty();
    }

    @Test
    void anOrderIsAJobThatKeepsOthersFromTheDatasetUntilItIsDone() throws IOException {
        Path file = aRecord("a", "COMPLETED");
        published("a", near, Layout.PLAIN, "metadata.json");
        UnpublishOrders orders = orders();

        UnpublishItem given = give(orders, "a");

        Job job = queue.get(String.valueOf(given.job())).orElseThrow();
        assertThat(job.type()).isEqualTo(JobType.UNPUBLISH);
        assertThat(job.origin().user()).isEqualTo("bob");
        assertThat(records.all(file)).containsEntry("status", "QUEUED").containsEntry("stage", "unpublish");
        assertThat(look(orders, "a").reason()).isEqualTo("it is QUEUED at unpublish, job " + job.id());

        Unpublishing body = new UnpublishFormat().fromJson(job.payload());
        unpublish.withdraw(body, new ARun());
        withdrawn().note(body, new ARun(job.id(), 1));

        assertThat(records.all(file))
                .containsEntry("timestamp_s3", "")
                .containsEntry("unpublished_for", "asked")
                .containsKey("unpublished_at")
                .doesNotContainKey("url");
    }

    @Test
    void whatIsStillPublishedElsewhereSaysWhere() throws IOException {
        Path file = aRecord("a", "COMPLETED");
        store.put("a", publication("far", Layout.PLAIN));
        String job = records.get(file, "job");

        withdrawn()
                .note(
                        new Unpublishing(
                                "a",
                                file.toString(),
                                List.of("near"),
                                false,
                                Cause.ASKED,
                                List.of("file:" + file),
                                "",
                                ""),
                        new ARun(job, 1));

        assertThat(records.all(file))
                .containsEntry("url", "http://s3/metadata.json")
                .containsEntry("published_to", "far")
                .doesNotContainKey("unpublished_at");
    }

    @Test
    void whatIsWorkedOnOrGoesToATargetStillIsRefused() throws IOException {
        Path file = aRecord("a", "RUNNING");
        store.put("a", publication("near", Layout.PLAIN));
        records.set(file, "stage", "convert");
        assertThat(look(orders(), "a").reason()).startsWith("it is RUNNING at convert, job ");

        records.set(file, "status", "COMPLETED");
        RealRedis.template()
                .opsForHash()
                .put(
                        "job:" + records.get(file, "job"),
                        "branches",
                        "[{\"job\":\"other\",\"state\":\"RUNNING\",\"required\":false}]");
        assertThat(look(orders(), "a").reason()).isEqualTo("it is RUNNING at publish-s3, job other");
    }

    @Test
    void whatIsProtectedOrPublishedNowhereStays() throws IOException {
        aRecord("a", "COMPLETED");
        assertThat(look(orders("b/**"), "a").reason()).isEqualTo("it is published nowhere");
        store.put("a", publication("near", Layout.PLAIN));
        assertThat(look(orders("a*"), "a").reason()).isEqualTo("it is protected by 'a*' (caravan.retention.protect)");
        assertThat(look(orders("b/**"), "a").goes()).isTrue();
        UnpublishOrder onlyFar = new UnpublishOrder(Set.of("far"), false, Cause.ASKED, "ann");
        PublishedState state = published.look(List.of("a")).get(0);
        assertThat(orders().look(state, onlyFar, "").reason()).isEqualTo("it is published only to near");
    }

    @Test
    void thePolicyTakesWhatIsDueAndNoMoreThanSoManyAndLeavesWhatIsProtected() throws IOException {
        clock.pass(Duration.ofDays(1));
        for (String key : List.of("a", "b", "c", "kept")) {
            Path file = aRecord(key, "COMPLETED");
            records.set(file, "deleted_at", "1000");
            store.put(key, publication("near", Layout.PLAIN));
        }
        aRecord("there", "COMPLETED");
        store.put("there", publication("near", Layout.PLAIN));
        RetentionRun run = run(ARetention.policy(Duration.ofDays(1), null, null, 2, "kept"));

        RetentionReport look = run.look();

        assertThat(look.looked()).isEqualTo(5);
        assertThat(look.due()).isEqualTo(4);
        assertThat(look.queued()).isEqualTo(2);
        assertThat(look.postponed()).isEqualTo(1);
        assertThat(look.items())
                .extracting(UnpublishItem::dataset, UnpublishItem::action)
                .containsExactly(tuple("a", "unpublish"), tuple("b", "unpublish"), tuple("kept", "skip"));
        assertThat(queue.depths()).isEmpty();

        RetentionReport applied = run.apply("ann");

        assertThat(applied.job()).isNotNull();
        assertThat(applied.items()).filteredOn(UnpublishItem::goes).hasSize(2).allMatch(item -> item.job() != null);
        assertThat(queue.depths()).singleElement().extracting("stage").isEqualTo("unpublish");
        assertThat(run.apply("ann").items())
                .extracting(UnpublishItem::dataset, UnpublishItem::action)
                .contains(tuple("c", "unpublish"));
    }

    @Test
    void thePolicyTakesWhatIsOldByItsNewestPublication() throws IOException {
        aRecord("a", "COMPLETED");
        store.put("a", publication("near", Layout.PLAIN));

        assertThat(run(ARetention.policy(null, Duration.ofDays(40_000), null, 9))
                        .look()
                        .due())
                .isZero();
        assertThat(run(ARetention.policy(null, Duration.ofDays(1), null, 9))
                        .look()
                        .items())
                .singleElement()
                .extracting(UnpublishItem::reason)
                .asString()
                .contains("it was published last at 1970-01-01T00:00:05Z (caravan.retention.unpublish-after)");
    }

    @Test
    void octreesOfWhatWasUnpublishedLongAgoGo() throws IOException {
        Path octree = Files.createDirectories(octrees.resolve("a.octree"));
        Files.writeString(octree.resolve("octree.bin"), "x");
        Path file = aRecord("a", "COMPLETED");
        records.set(file, "octreepath", octree.toString());
        records.set(file, "unpublished_at", "1000");
        RealRedis.template().opsForZSet().add("unpublished", "a", 1000);
        RetentionRun run = run(ARetention.policy(null, null, Duration.ofDays(1), 9));

        assertThat(run.look().octrees()).isEqualTo(1);
        assertThat(octree).exists();
        assertThat(run.apply("ann").octrees()).isEqualTo(1);
        assertThat(octree).doesNotExist();
        assertThat(records.get(file, "octreepath")).isEmpty();
        assertThat(run.look().octrees()).isZero();
    }

    private UnpublishItem give(UnpublishOrders orders, String key) {
        return orders.give("test", List.of(new UnpublishOrders.Given(look(orders, key), ALL)))
                .items()
                .get(0);
    }

    private UnpublishItem look(UnpublishOrders orders, String key) {
        return orders.look(published.look(List.of(key)).get(0), ALL, "ann wants it");
    }

    private UnpublishOrders orders(String... protect) {
        return new UnpublishOrders(
                store,
                published,
                new Protection(List.of(protect)),
                Set.of("near", "far"),
                queue,
                new Batches(RealRedis.template(), queue),
                JobSettings.standard(),
                history);
    }

    private RetentionRun run(RetentionSettings policy) {
        LocalOctrees local = new LocalOctrees(octrees, new FileStore(RealRedis.template()), published);
        return new RetentionRun(
                policy,
                store,
                published,
                orders(policy.protect().toArray(String[]::new)),
                new OctreeSweep(RealRedis.template(), published, store, local),
                history,
                RealRedis.template(),
                clock);
    }

    private Withdrawn withdrawn() {
        return new Withdrawn(
                published, store, new LocalOctrees(octrees, new FileStore(RealRedis.template()), published));
    }

    private Path aRecord(String key, String status) {
        Path file = Path.of("/las/" + key + ".las");
        Map.of(
                        "key",
                        key,
                        "status",
                        status,
                        "job",
                        "job-" + key,
                        "timestamp_s3",
                        "1",
                        "timestamp_file",
                        "1",
                        "user",
                        "bob",
                        "url",
                        "http://s3/" + key + "/metadata.json")
                .forEach((field, value) -> records.set(file, field, value));
        records.reach(file, status);
        RealRedis.template().opsForValue().set("key:" + key, file.toString());
        return file;
    }

    private void published(String key, TargetSettings target, Layout layout, String... names) throws IOException {
        for (String name : names) {
            if (!name.startsWith("..")) {
                write(target, key + "/" + name);
            }
        }
        write(target, key + "/caravan.json", manifest(key, names));
        store.put(key, publication(target.name(), layout));
    }

    private void versioned(String place, String version, String key) throws IOException {
        for (String name : List.of("metadata.json", "hierarchy.bin", "octree.bin")) {
            write(near, place + "/" + version + "/" + name);
        }
        write(
                near,
                place + "/" + version + "/caravan.json",
                manifest(key, "metadata.json", "hierarchy.bin", "octree.bin"));
        store.put(key, publication("near", Layout.VERSIONED));
    }

    private static byte[] manifest(String key, String... names) {
        return ManifestJson.write(new Manifest(
                Manifest.FORMAT,
                key,
                "octree",
                VERSION,
                Instant.EPOCH,
                "file",
                "/las/" + key + ".las",
                null,
                List.of(),
                new Manifest.Producer("caravan", "1", Map.of()),
                null,
                List.of(names).stream()
                        .map(name -> new Manifest.PublishedObject(name, 1, "x/y", "00", "00"))
                        .toList()));
    }

    private static Publication publication(String target, Layout layout) {
        return new Publication(
                target,
                layout,
                VERSION,
                "x/",
                URI.create("http://s3/metadata.json"),
                null,
                4,
                1234,
                Instant.ofEpochSecond(5),
                "job-1",
                null);
    }

    private static Unpublishing order(String key, String... targets) {
        return new Unpublishing(key, key, List.of(targets), false, Cause.ASKED, List.of(), "", "");
    }

    private void write(TargetSettings target, String key) throws IOException {
        write(target, key, "x".getBytes(UTF_8));
    }

    private void write(TargetSettings target, String key, byte[] content) throws IOException {
        try (S3Connection connection = connections.open(target)) {
            new S3Objects(connection).write(target.prefix() + key, content, "x/y", "", Condition.ALWAYS);
        }
    }

    private void delete(TargetSettings target, String key) throws IOException {
        try (S3Connection connection = connections.open(target)) {
            connection.delete(target.prefix() + key);
        }
    }

    private List<String> keys(TargetSettings target) throws IOException {
        List<String> keys = new ArrayList<>();
        try (S3Connection connection = connections.open(target)) {
            new S3Objects(connection)
                    .list(
                            target.prefix(),
                            object -> keys.add(
                                    object.key().substring(target.prefix().length())));
        }
        return keys;
    }
}
