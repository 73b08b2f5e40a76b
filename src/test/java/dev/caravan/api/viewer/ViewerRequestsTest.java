package dev.caravan.api.viewer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.api.ApiJson;
import dev.caravan.api.ApiRequest;
import dev.caravan.api.BadRequestException;
import dev.caravan.api.Caller;
import dev.caravan.api.ConflictException;
import dev.caravan.api.NotFoundException;
import dev.caravan.api.Role;
import dev.caravan.file.FileStore;
import dev.caravan.history.History;
import dev.caravan.job.RedisLink;
import dev.caravan.publication.Publication;
import dev.caravan.publication.PublicationStore;
import dev.caravan.s3.ATarget;
import dev.caravan.s3.Access;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.RealS3;
import dev.caravan.s3.S3Connections;
import dev.caravan.support.RealRedis;
import dev.caravan.viewer.Doctor;
import dev.caravan.viewer.Link;
import dev.caravan.viewer.LinkSettings;
import dev.caravan.viewer.Links;
import dev.caravan.viewer.Passes;
import dev.caravan.viewer.PublishedOctree;
import dev.caravan.viewer.ViewerSettings;
import dev.caravan.viewer.Viewers;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.data.redis.core.StringRedisTemplate;

@ExtendWith(RealRedis.class)
class ViewerRequestsTest {
    private static final URI SERVER = RealS3.SERVER.endpoint();

    private final StringRedisTemplate redis = RealRedis.template();
    private final RedisLink redisLink = new RedisLink();
    private final PublishSettings targets = RealS3.settings(
            ATarget.named("open").build(),
            ATarget.named("hidden").prefix("p").access(Access.PRIVATE).build());
    private final S3Connections connections = RealS3.connections(targets);
    private final PublicationStore store = new PublicationStore(redis);
    private final ViewerSettings settings = new ViewerSettings(
            List.of("*"),
            true,
            false,
            Duration.ofSeconds(20),
            "",
            500,
            new LinkSettings(Duration.ofHours(1), Duration.ofHours(24)));
    private final Passes passes = new Passes(redis, Clock.systemUTC());
    private final History history = new History(redis, redisLink);
    private final FileStore files = new FileStore(redis);
    private final ViewerCalls checks = new ViewerCalls(
            files,
            store,
            targets,
            new Viewers(settings, new Doctor(settings, targets, connections, Clock.systemUTC()), store, history));
    private final LinkCalls links = new LinkCalls(
            files,
            store,
            new Links(settings, targets, connections, passes),
            passes,
            targets,
            settings.links(),
            history,
            Path.of("/data"));
    private final PublishedOctree octree = PublishedOctree.withAcl("public-read");

    @AfterEach
    void close() {
        connections.close();
    }

    @Test
    void aCheckIsKeptWithThePublication() throws Exception {
        store.put(octree.key(), octree.in("open", SERVER));
        redis.opsForHash().put("file:/in/a.las", "key", octree.key());

        CheckResult result = checks.check(request("{\"path\": \"/in/a.las\"}"));

        assertThat(result.ok()).isTrue();
        assertThat(result.dataset()).isEqualTo(octree.key());
        assertThat(result.items()).hasSize(1);
        assertThat(store.find(octree.key(), "open").orElseThrow().viewing().ok())
                .isTrue();
        assertThat(ApiJson.writer().writeValueAsString(result)).contains("\"check\":\"cors-preflight\",\"ok\":true");
    }

    @Test
    void whatIsWrongIsKeptToo() throws Exception {
        PublishedOctree shut = PublishedOctree.withAcl("");
        store.put(shut.key(), shut.in("open", SERVER));

        CheckResult result = checks.check(request("{\"dataset\": \"" + shut.key() + "\", \"target\": \"open\"}"));

        assertThat(result.ok()).isFalse();
        assertThat(store.find(shut.key(), "open").orElseThrow().viewing().findings())
                .startsWith("open: HEAD of metadata.json has status 403");
    }

    @Test
    void aLinkIsToAPrivateTargetWhenThereIsOneAndEachOfItsAddressesWorks() throws Exception {
        store.put(octree.key(), octree.in("open", SERVER));
        store.put(octree.key(), octree.in("hidden", SERVER));

        Link link = links.make(request("{\"dataset\": \"" + octree.key() + "\", \"lifetime\": \"2h\"}"));

        assertThat(link.target()).isEqualTo("hidden");
        assertThat(link.view()).matches("/view/[A-Za-z0-9_-]+/" + octree.key() + "/metadata.json");
        assertThat(passes.check(link.view().split("/")[2]))
                .hasValueSatisfying(pass -> assertThat(pass.directory()).isEqualTo(octree.key() + "/"));
        assertThat(Duration.between(Instant.now(), link.expires()))
                .isBetween(Duration.ofMinutes(119), Duration.ofHours(2));
        assertThat(link.objects())
                .extracting(Link.SignedObject::name)
                .containsExactly("metadata.json", "hierarchy.bin", "octree.bin");
        for (Link.SignedObject object : link.objects()) {
            assertThat(RealS3.get(URI.create(object.url())).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void theManifestSaysWhichObjectsThereAre() throws Exception {
        octree.put("caravan.json", "application/json", "{\"objects\": [{\"name\": \"a b.tar.gz\"}]}", "");
        store.put(octree.key(), octree.in("hidden", SERVER));

        Link link = links.make(request("{\"dataset\": \"" + octree.key() + "\"}"));

        assertThat(link.objects()).extracting(Link.SignedObject::name).containsExactly("a b.tar.gz", "caravan.json");
    }

    @Test
    void whoMadeLinksAndEndedThemIsInTheHistoryAndTheLinksAreNot() throws Exception {
        store.put(octree.key(), octree.in("hidden", SERVER));
        redis.opsForValue().set("key:" + octree.key(), "/in/a.las");

        Link link = links.make(request("{\"dataset\": \"" + octree.key() + "\"}"));
        links.revoke(request(""));

        assertThat(passes.check(link.view().split("/")[2])).isEmpty();
        List<String> operations =
                redis.opsForStream().range("history", org.springframework.data.domain.Range.unbounded()).stream()
                        .map(record -> record.getValue().toString())
                        .toList();
        assertThat(operations).hasSize(2);
        assertThat(operations.get(0)).contains("link").contains("/in/a.las").contains("ann");
        assertThat(operations.get(1)).contains("revoke-links").contains("ann");
        assertThat(operations.toString())
                .doesNotContain(link.view().split("/")[2])
                .doesNotContain("X-Amz");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "dataset; {}",
                "dataset; {\"dataset\": \"a\", \"path\": \"/a\"}",
                "dataset; {\"dataset\": \" \"}",
                "path; {\"path\": \"a\"}",
                "lifetime; {\"dataset\": \"a\", \"lifetime\": \"59s\"}",
                "lifetime; {\"dataset\": \"a\", \"lifetime\": \"25h\"}",
                "lifetime; {\"dataset\": \"a\", \"lifetime\": \"PT1H\"}",
                "lifetime; {\"dataset\": \"a\", \"lifetime\": \"9999999999999999999d\"}",
                "colour; {\"colour\": \"red\"}"
            })
    void whatIsWrongIsNamed(String field, String body) {
        assertThatThrownBy(() -> links.make(request(body)))
                .isInstanceOf(BadRequestException.class)
                .hasMessageStartingWith(field + ": ");
    }

    @Test
    void whatIsNotPublishedIsNotFound() {
        store.put("a", octree.in("removed", SERVER));
        store.put("b", octree.in("open", SERVER));
        Publication archive = octree.in("open", URI.create("http://127.0.0.1/x.tar.gz#"));
        store.put(
                "c",
                new Publication(
                        "open",
                        archive.layout(),
                        "v1",
                        "c/",
                        URI.create("http://127.0.0.1/clouds/c/c.tar.gz"),
                        null,
                        1,
                        1,
                        Instant.EPOCH,
                        "job-1",
                        null));

        assertThatThrownBy(() -> checks.check(request("{\"dataset\": \"x\"}")))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("the dataset 'x' is published nowhere");
        assertThatThrownBy(() -> checks.check(request("{\"dataset\": \"a\"}")))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("[removed]");
        assertThatThrownBy(() -> checks.check(request("{\"dataset\": \"b\", \"target\": \"hidden\"}")))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("[open]");
        assertThatThrownBy(() -> checks.check(request("{\"path\": \"/in/none.las\"}")))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("/in/none.las");
        assertThatThrownBy(() -> checks.check(request("{\"dataset\": \"c\"}")))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("neither an octree nor a GeoZarr");
    }

    private static ApiRequest request(String body) {
        return new ApiRequest(
                new Caller("ann", Set.of(Role.OPERATOR)),
                "POST",
                "/api/v1/links",
                Map.of(),
                Map.of(),
                null,
                "application/json",
                null,
                null,
                body.getBytes(UTF_8));
    }
}
