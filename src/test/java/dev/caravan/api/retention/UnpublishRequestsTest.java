package dev.caravan.api.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.api.Answer;
import dev.caravan.api.BadRequestException;
import dev.caravan.api.ConflictException;
import dev.caravan.api.NotFoundException;
import dev.caravan.file.FileCatalog;
import dev.caravan.file.FileStore;
import dev.caravan.file.PublishedRecords;
import dev.caravan.history.History;
import dev.caravan.job.Batches;
import dev.caravan.job.JobQueue;
import dev.caravan.job.JobSettings;
import dev.caravan.job.RedisLink;
import dev.caravan.publication.Publication;
import dev.caravan.publication.PublicationStore;
import dev.caravan.retention.Protection;
import dev.caravan.retention.UnpublishItem;
import dev.caravan.retention.UnpublishOrders;
import dev.caravan.retention.UnpublishResult;
import dev.caravan.s3.Layout;
import dev.caravan.stage.scan.ScanSettings;
import dev.caravan.stage.scan.SourceRules;
import dev.caravan.stage.scan.SourceSettings;
import dev.caravan.support.AnApiRequest;
import dev.caravan.support.RealRedis;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Datasets that somebody wants to be gone. */
@ExtendWith(RealRedis.class)
class UnpublishRequestsTest {
    private final StringRedisTemplate redis = RealRedis.template();
    private final RedisLink link = new RedisLink();
    private final PublicationStore store = new PublicationStore(redis);
    private final PublishedRecords records = new PublishedRecords(redis);
    private final JobQueue queue = new JobQueue(redis, link, Duration.ofHours(1), Duration.ofHours(1));
    private final UnpublishCalls calls = new UnpublishCalls(
            new FileCatalog(redis),
            new FileStore(redis),
            new SourceRules(
                    new ScanSettings(
                            "0 0 0 * * ?",
                            true,
                            true,
                            Duration.ZERO,
                            List.of(SourceSettings.of("/las", List.of("**/*.las"), List.of()))),
                    Clock.systemUTC()),
            records,
            new UnpublishOrders(
                    store,
                    records,
                    new Protection(List.of("kept/**")),
                    Set.of("near", "far"),
                    queue,
                    new Batches(redis, queue),
                    JobSettings.standard(),
                    new History(redis, link)));

    @BeforeEach
    void published() {
        for (String dataset : List.of("a", "b", "kept/c")) {
            store.put(dataset, publication("near"));
            store.put(dataset, publication("far"));
            String path = "/las/" + dataset + ".las";
            redis.opsForValue().set("key:" + dataset, path);
            redis.opsForHash().putAll("file:" + path, Map.of("key", dataset, "status", "COMPLETED"));
            redis.opsForZSet().add("files", path, 0);
        }
    }

    @Test
    void aDryRunSaysWhatWouldGoAndDoesNothing() {
        Answer answer = order("{'paths': ['/las/a.las', '/las/kept/c.las']}");

        assertThat(answer.status()).isEqualTo(200);
        UnpublishResult result = (UnpublishResult) answer.content();
        assertThat(result.dryRun()).isTrue();
        assertThat(result.items()).extracting(UnpublishItem::action).containsExactly("unpublish", "skip");
        assertThat(result.items().get(0).targets()).containsExactlyInAnyOrder("near", "far");
        assertThat(result.items().get(1).reason()).contains("kept/**");
        assertThat(redis.hasKey("jobs")).isFalse();
        assertThat(redis.opsForHash().get("file:/las/a.las", "status")).isEqualTo("COMPLETED");
    }

    @Test
    void oneThatIsMeantIsAJob() {
        Answer one = order("{'datasets': ['a'], 'target': 'far', 'octrees': true, 'dryRun': false}");

        UnpublishResult result = (UnpublishResult) one.content();
        assertThat(one.status()).isEqualTo(202);
        assertThat(result.items()).singleElement().satisfies(item -> {
            assertThat(item.targets()).containsExactly("far");
            assertThat(one.headers()).containsEntry("Location", "/api/v1/jobs/" + item.job());
            assertThat(queue.get(item.job()).orElseThrow().payload())
                    .contains("far")
                    .contains("true")
                    .doesNotContain("near");
        });

        Answer several = order("{'glob': '**', 'dryRun': false}");

        UnpublishResult others = (UnpublishResult) several.content();
        assertThat(others.total()).isEqualTo(3);
        assertThat(others.job()).isNull();
        assertThat(others.items())
                .filteredOn(item -> item.action().equals("skip"))
                .extracting(UnpublishItem::dataset)
                .containsExactlyInAnyOrder("a", "kept/c");
        assertThat(others.items())
                .filteredOn(item -> item.dataset().equals("b"))
                .singleElement()
                .satisfies(
                        item -> assertThat(several.headers()).containsEntry("Location", "/api/v1/jobs/" + item.job()));
    }

    @Test
    void severalAreABatch() {
        Answer answer = order("{'datasets': ['a', 'b'], 'dryRun': false}");

        UnpublishResult batch = (UnpublishResult) answer.content();
        assertThat(batch.queued()).isEqualTo(2);
        assertThat(batch.job()).isNotNull();
        assertThat(answer.headers()).containsEntry("Location", "/api/v1/jobs/" + batch.job());
    }

    @Test
    void whatMayNotGoIsRefused() {
        assertThatThrownBy(() -> order("{'datasets': ['a', 'kept/c'], 'dryRun': false}"))
                .isInstanceOf(ConflictException.class)
                .hasMessage("'kept/c' cannot be unpublished: it is protected by 'kept/**' (caravan.retention.protect)");
        assertThatThrownBy(() -> order("{'datasets': ['none'], 'dryRun': false}"))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("published nowhere");
        assertThatThrownBy(() -> order("{'paths': ['/las/none.las']}"))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("nothing is known of '/las/none.las'");
        order("{'datasets': ['a'], 'dryRun': false}");
        assertThatThrownBy(() -> order("{'datasets': ['a'], 'dryRun': false}"))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("QUEUED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "paths       | {}",
                "paths       | {'paths': ['/las/a.las'], 'datasets': ['a']}",
                "paths       | {'paths': []}",
                "paths       | {'paths': ['a.las']}",
                "datasets[1] | {'datasets': ['a', '']}",
                "glob        | {'glob': ''}",
                "glob        | {'glob': '/etc/*'}",
                "target      | {'datasets': ['a'], 'target': 'none'}",
                "octree      | {'datasets': ['a'], 'octree': true}"
            })
    void aMemberThatIsWrongIsNamed(String field, String body) {
        assertThatThrownBy(() -> order(body))
                .isInstanceOf(BadRequestException.class)
                .hasMessageStartingWith(field + ": ");
    }

    private Answer order(String body) {
        return calls.order(AnApiRequest.posting(body));
    }

    private static Publication publication(String target) {
        return new Publication(
                target,
                Layout.PLAIN,
                "",
                "a/",
                URI.create("http://s3/a/metadata.json"),
                null,
                1,
                1,
                Instant.EPOCH,
                "job-1",
                null);
    }
}
