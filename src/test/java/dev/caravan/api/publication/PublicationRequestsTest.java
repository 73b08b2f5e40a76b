package dev.caravan.api.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.api.Answer;
import dev.caravan.api.BadRequestException;
import dev.caravan.api.history.Acts;
import dev.caravan.history.History;
import dev.caravan.history.HistoryQuery;
import dev.caravan.history.Operations;
import dev.caravan.job.JobQueue;
import dev.caravan.job.NewJob;
import dev.caravan.job.RedisLink;
import dev.caravan.publication.Publication;
import dev.caravan.publication.PublicationStore;
import dev.caravan.reprocess.LateRequest;
import dev.caravan.reprocess.ReprocessItem;
import dev.caravan.reprocess.ReprocessResult;
import dev.caravan.reprocess.Selection;
import dev.caravan.s3.ATarget;
import dev.caravan.s3.Layout;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.RealS3;
import dev.caravan.stage.scan.ScanSettings;
import dev.caravan.stage.scan.SourceRules;
import dev.caravan.stage.scan.SourceSettings;
import dev.caravan.support.AnApiRequest;
import dev.caravan.support.RealRedis;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is published, and what somebody wants to have published. */
@ExtendWith(RealRedis.class)
class PublicationRequestsTest {
    private final RedisLink link = new RedisLink();
    private final PublishSettings settings = RealS3.settings(
            ATarget.named("near").build(), ATarget.named("far").prefix("far").build());
    private final PublicationStore store = new PublicationStore(RealRedis.template());
    private final PublicationDetails details = new PublicationDetails(store, settings);
    private final JobQueue queue = new JobQueue(RealRedis.template(), link, Duration.ofHours(1), Duration.ofHours(1));
    private final SourceRules rules = new SourceRules(
            new ScanSettings(
                    "0 0 0 * * ?",
                    true,
                    true,
                    Duration.ZERO,
                    List.of(SourceSettings.of("/las", List.of("**/*.las"), List.of()))),
            Clock.systemUTC());
    private final PublishCalls calls =
            new PublishCalls(settings, rules, new Acts(new History(RealRedis.template(), link)));

    @Test
    void pagesAreInOrderAndPartNoDataset() {
        Stream.of("a", "b", "c").forEach(dataset -> {
            store.put(dataset, publication("near"));
            store.put(dataset, publication("far"));
        });

        PublicationListView first = list(Map.of("limit", List.of("3")));
        PublicationListView second = list(Map.of("limit", List.of("3"), "cursor", List.of(first.next())));

        assertThat(first.items()).extracting(PublicationView::dataset).containsExactly("a", "a", "b", "b");
        assertThat(first.items()).extracting(PublicationView::target).startsWith("far", "near");
        assertThat(second.items()).extracting(PublicationView::dataset).containsExactly("c", "c");
        assertThat(second.next()).isNull();
        assertThat(list(Map.of("target", List.of("far"))).items()).hasSize(3);
        assertThat(list(Map.of("dataset", List.of("b"), "target", List.of("near")))
                        .items())
                .singleElement()
                .satisfies(view -> {
                    assertThat(view.layout()).isEqualTo("plain");
                    assertThat(view.address()).isEqualTo("http://s3/a/metadata.json");
                });
        assertThat(list(Map.of("dataset", List.of("none"))).items()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"target, none", "limit, 0", "limit, 501", "cursor, §", "dataset, ''", "colour, red"})
    void aParameterThatIsWrongIsNamed(String name, String value) {
        assertThatThrownBy(() -> list(Map.of(name, List.of(value))))
                .isInstanceOf(BadRequestException.class)
                .hasMessageStartingWith(name + ": ");
    }

    @Test
    void whatIsToBePublished() {
        assertThat(read("{'target': 'far', 'paths': ['/las/a.las', '/las/b.las', '/las/a.las'], 'dryRun': true}"))
                .isEqualTo(new LateRequest(
                        "far", new Selection.Listed(List.of(Path.of("/las/a.las"), Path.of("/las/b.las"))), true));
        assertThat(read("{'target': 'far', 'missing': true}"))
                .isEqualTo(new LateRequest("far", new Selection.AllPublished(), false));
        assertThat(read("{'target': 'far', 'glob': 'area/**'}").selection()).isInstanceOf(Selection.Matching.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "target  | {'missing': true}",
                "target  | {'target': 'none', 'missing': true}",
                "paths   | {'target': 'far'}",
                "paths   | {'target': 'far', 'missing': true, 'glob': '**'}",
                "paths   | {'target': 'far', 'paths': []}",
                "paths   | {'target': 'far', 'paths': ['/etc/passwd']}",
                "paths   | {'target': 'far', 'paths': ['a.las']}",
                "missing | {'target': 'far', 'missing': false}",
                "glob    | {'target': 'far', 'glob': '/etc/*'}",
                "dryrun  | {'target': 'far', 'missing': true, 'dryrun': true}"
            })
    void aMemberThatIsWrongIsNamed(String field, String body) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOf(BadRequestException.class)
                .hasMessageStartingWith(field + ": ");
    }

    @Test
    void theAnswerSaysWhereTheJobIsAndTheHistoryWhoWantedIt() {
        queue.enqueue(
                NewJob.unclaimed("publish-s3", "a to far", "{}", List.of()).named("job-1"));
        ReprocessItem queued = new ReprocessItem("/las/a.las", "a", "publish", "it is not there", "job-1");

        Answer dryRun = calls.answer(result(true, null, queued), AnApiRequest.posting("{}"));
        Answer nothing = calls.answer(result(false, null), AnApiRequest.posting("{}"));
        assertThat(operations()).isEmpty();
        Answer done = calls.answer(result(false, null, queued), AnApiRequest.posting("{}"));

        assertThat(dryRun.status()).isEqualTo(200);
        assertThat(nothing.status()).isEqualTo(202);
        assertThat(nothing.headers()).isEmpty();
        assertThat(done.status()).isEqualTo(202);
        assertThat(done.headers()).containsEntry("Location", "/api/v1/jobs/job-1");
        assertThat(operations()).contains("publish").contains("ann").contains("1 of 1 datasets");
    }

    private PublicationListView list(Map<String, List<String>> query) {
        return details.list(AnApiRequest.getting(query));
    }

    private LateRequest read(String body) {
        return calls.read(AnApiRequest.posting(body));
    }

    private String operations() {
        StringBuilder all = new StringBuilder();
        new Operations(RealRedis.template(), link).stream(HistoryQuery.ALL).forEach(all::append);
        return all.toString();
    }

    private static ReprocessResult result(boolean dryRun, String job, ReprocessItem... items) {
        return new ReprocessResult(dryRun, items.length, items.length, 0, job, List.of(items));
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
