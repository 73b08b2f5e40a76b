package dev.caravan.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.dataset.Dataset;
import dev.caravan.dataset.SourceFile;
import dev.caravan.history.History;
import dev.caravan.job.RedisLink;
import dev.caravan.publication.Publication;
import dev.caravan.publication.PublicationStore;
import dev.caravan.s3.ATarget;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.RealS3;
import dev.caravan.s3.S3Connections;
import dev.caravan.stage.publish.Upload;
import dev.caravan.support.ARun;
import dev.caravan.support.AlteringProxy;
import dev.caravan.support.RealRedis;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.data.domain.Range;

/** The last step of publishing. */
@ExtendWith(RealRedis.class)
class ViewersTest {
    private final AlteringProxy proxy;
    private final PublishSettings targets;
    private final S3Connections connections;
    private final PublicationStore store = new PublicationStore(RealRedis.template());
    private final PublishedOctree octree = PublishedOctree.withAcl("public-read");
    private final ARun job = new ARun();

    ViewersTest() throws IOException {
        proxy = new AlteringProxy(RealS3.SERVER.endpoint());
        targets = RealS3.settings(ATarget.named("proxied")
                .at(proxy.address())
                .keys(RealS3.SERVER.accessKey(), RealS3.SERVER.secretKey())
                .build());
        connections = RealS3.connections(targets);
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        connections.close();
    }

    @Test
    void theVerdictIsKeptAndToldToTheJob() throws IOException {
        Publication publication = published();

        look(true, false, publication);

        assertThat(store.find(octree.key(), "proxied").orElseThrow().viewing().ok())
                .isTrue();
        assertThat(job.notes()).containsEntry("viewer", "ok");
        assertThat(job.lines()).contains("as a browser, proxied: open: HEAD of metadata.json has status 200");
    }

    @Test
    void whatIsWrongDoesNotFailTheJob() throws IOException {
        Publication publication = published();
        proxy.alter((request, answer) -> answer.replaceAll("(?i)\r\nAccess-Control-[^\r]*", ""));

        look(true, false, publication);

        assertThat(Verdict.of(store.find(octree.key())))
                .startsWith("published to proxied, but a browser cannot show it: cors-preflight: ");
    }

    @Test
    void aFaultOfOursDoesNotFailItEither() throws IOException {
        look(true, false, octree.in("unknown", proxy.address()));

        assertThat(job.lines().toString())
                .contains("not looked at as a browser does")
                .contains("unknown");
    }

    @Test
    void nobodyLooksWhenItIsSwitchedOff() throws IOException {
        look(false, false, published());

        assertThat(store.find(octree.key(), "proxied").orElseThrow().viewing()).isNull();
        assertThat(job.lines()).isEmpty();
    }

    @Test
    void aNewerPublicationKeepsNoVerdictOfAnOlderOne() throws IOException {
        Publication publication = published();
        Publication newer = new Publication(
                "proxied",
                publication.layout(),
                "v2",
                publication.directory(),
                publication.address(),
                null,
                3,
                1000,
                Instant.EPOCH,
                "job-2",
                null);
        store.put(octree.key(), newer);

        look(true, false, publication);

        assertThat(store.find(octree.key())).containsExactly(newer);
    }

    @Test
    void rulesThatWereWrittenAreInTheHistory() throws IOException {
        BucketWithRules bucket = new BucketWithRules();
        proxy.answer(bucket::answer);
        proxy.alter(bucket::alter);

        look(true, true, published());

        List<String> history = RealRedis.template().opsForStream().range("history", Range.unbounded()).stream()
                .map(record -> record.getValue().toString())
                .toList();
        assertThat(history).hasSize(1);
        assertThat(history.get(0))
                .contains("bucket-rules")
                .contains("access")
                .contains("cors")
                .contains("/in/a.las");
        assertThat(store.find(octree.key(), "proxied").orElseThrow().viewing().ok())
                .isTrue();
    }

    private Publication published() {
        Publication publication = octree.in("proxied", proxy.address());
        store.put(octree.key(), publication);
        return publication;
    }

    private void look(boolean check, boolean apply, Publication publication) throws IOException {
        ViewerSettings settings = new ViewerSettings(
                List.of("https://maps.example.org"),
                check,
                apply,
                Duration.ofSeconds(20),
                "",
                500,
                new LinkSettings(Duration.ofHours(1), Duration.ofHours(24)));
        Doctor doctor = new Doctor(settings, targets, connections, Clock.systemUTC());
        History history = new History(RealRedis.template(), new RedisLink());
        SourceFile source = new SourceFile(Path.of("/in/a.las"), 1, Instant.EPOCH);
        Dataset dataset = Dataset.found(octree.key(), Path.of("/in"), source);
        new Viewers(settings, doctor, store, history).look(publication, new Upload(dataset, "proxied"), job);
    }
}
