package dev.caravan.stage.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.manifest.Manifest;
import dev.caravan.publication.Publication;
import dev.caravan.s3.ATarget;
import dev.caravan.s3.Layout;
import dev.caravan.s3.PublishException;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.RealS3;
import dev.caravan.s3.S3Connections;
import dev.caravan.s3.TargetSettings;
import dev.caravan.support.ARun;
import dev.caravan.support.FaultyProxy;
import dev.caravan.support.RealRedis;
import dev.caravan.version.AVersion;
import dev.caravan.version.RollBack;
import dev.caravan.version.Versioning;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(RealRedis.class)
class VersionedLayoutTest {
    private static final Instant FIRST = Instant.parse("2026-03-01T10:00:00Z");

    @TempDir
    Path temp;

    private final String key = "area/" + UUID.randomUUID();
    private final ARun run = new ARun();
    private FaultyProxy proxy;
    private PublishSettings settings;
    private S3Connections connections;
    private Versioning versioning;

    @BeforeEach
    void aTarget() throws IOException {
        proxy = new FaultyProxy(RealS3.SERVER.endpoint());
        settings = RealS3.settings(ATarget.named("here")
                .at(proxy.address())
                .keys(RealS3.SERVER.accessKey(), RealS3.SERVER.secretKey())
                .prefix("octrees")
                .layout(Layout.VERSIONED)
                .build());
        connections = new S3Connections(settings, null);
        versioning = new Versioning(settings, connections);
    }

    @AfterEach
    void close() throws IOException {
        connections.close();
        proxy.close();
    }

    @Test
    void theObjectsLieBelowTheirVersionAndThePointerNamesIt() throws IOException {
        AnOctree octree = octree("first");
        Manifest manifest = made(octree, 0);

        Publication publication = publish(octree);

        assertThat(publication.version()).isEqualTo(manifest.version());
        assertThat(publication.directory()).isEqualTo("octrees/" + key + "/" + manifest.version() + "/");
        assertThat(publication.address()).isEqualTo(address(manifest.version() + "/metadata.json"));
        assertThat(publication.pointer()).isEqualTo(address("latest.json"));
        assertThat(publication.objects()).isEqualTo(4);
        JsonNode pointer = pointer();
        assertThat(pointer.path("format").asInt()).isEqualTo(1);
        assertThat(pointer.path("dataset").asText()).isEqualTo(key);
        assertThat(pointer.path("version").asText()).isEqualTo(manifest.version());
        assertThat(pointer.path("metadata").asText()).isEqualTo(manifest.version() + "/metadata.json");
        assertThat(pointer.path("manifest").asText()).isEqualTo(manifest.version() + "/caravan.json");
        assertThat(pointer.path("sequence").asInt()).isEqualTo(1);
        assertThat(liveContent("octree.bin")).isEqualTo("first");
        assertThat(run.lines()).contains("live is now version " + manifest.version());
    }

    @Test
    void objectsMayBeKeptForEverThePointerIsAskedForEachTime() throws IOException {
        AnOctree octree = octree("first");
        Manifest manifest = made(octree, 0);

        publish(octree);

        assertThat(header(manifest.version() + "/octree.bin", "Cache-Control"))
                .isEqualTo("public, max-age=31536000, immutable");
        assertThat(header("latest.json", "Cache-Control")).isEqualTo("no-cache");
        assertThat(header("latest.json", "Content-Type")).isEqualTo("application/json");
    }

    @Test
    void theVersionBeforeStaysAsItWas() throws IOException {
        Manifest first = published("first", 0);
        Manifest second = published("second", 1);

        assertThat(pointer().path("version").asText()).isEqualTo(second.version());
        assertThat(pointer().path("sequence").asInt()).isEqualTo(2);
        assertThat(pointer().at("/earlier/0/version").asText()).isEqualTo(first.version());
        assertThat(content(first.version() + "/octree.bin")).isEqualTo("first");
        assertThat(liveContent("octree.bin")).isEqualTo("second");
    }

    @Test
    void thePointerIsWrittenLastAndNotBeforeAllIsThere() throws IOException {
        Manifest first = published("first", 0);
        proxy.answer(request -> request.startsWith("PUT") && request.contains("octree.bin")
                ? FaultyProxy.status(403)
                : Optional.empty());

        assertThatThrownBy(() -> published("second", 1)).isInstanceOf(PublishException.class);

        assertThat(pointer().path("version").asText()).isEqualTo(first.version());
        assertThat(liveContent("octree.bin")).isEqualTo("first");
        proxy.heal();
        published("second", 1);
        assertThat(liveContent("octree.bin")).isEqualTo("second");
    }

    @Test
    void theLiveVersionOnceMoreIsNotWrittenTo() throws IOException {
        AnOctree octree = octree("first");
        made(octree, 0);
        publish(octree);
        proxy.forgetRequests();

        Publication again = publish(octree);

        assertThat(again.address()).isEqualTo(address(again.version() + "/metadata.json"));
        assertThat(proxy.requests()).noneMatch(request -> request.startsWith("PUT") || request.startsWith("DELETE"));
    }

    @Test
    void aLiveVersionThatSomebodyHasDamagedIsMended() throws IOException {
        AnOctree octree = octree("first");
        Manifest manifest = made(octree, 0);
        publish(octree);
        try (var owner = RealS3.owner()) {
            owner.deleteObject(request ->
                    request.bucket(RealS3.BUCKET).key("octrees/" + key + "/" + manifest.version() + "/octree.bin"));
        }

        publish(octree);

        assertThat(liveContent("octree.bin")).isEqualTo("first");
    }

    @Test
    void anOctreeThatIsReplacedWhileItIsUploadedIsNotMadeLive() throws IOException {
        AnOctree octree = octree("first");
        made(octree, 0);
        proxy.answer(request -> {
            if (request.startsWith("PUT") && request.contains("octree.bin")) {
                octree.with("octree.bin", "other");
                made(octree, 1);
            }
            return Optional.empty();
        });

        assertThatThrownBy(() -> publish(octree)).isInstanceOf(IOException.class);

        assertThat(RealS3.get(address("latest.json")).statusCode()).isEqualTo(404);
    }

    @Test
    void anAttemptThatWasTakenForDeadDoesNotSwitchBack() throws IOException {
        AnOctree late = octree("late");
        made(late, 0);
        AnOctree next = octree("next");
        Manifest second = made(next, 1);
        proxy.answer(request -> {
            if (request.startsWith("PUT") && request.contains("metadata.json")) {
                proxy.answer(other -> Optional.empty());
                publishQuietly(next);
            }
            return Optional.empty();
        });

        assertThatThrownBy(() -> publish(late))
                .isInstanceOf(PublishException.class)
                .hasMessageContaining("another attempt");

        assertThat(pointer().path("version").asText()).isEqualTo(second.version());
    }

    @Test
    void aPointerThatSomebodyElseWritesMeanwhileIsReadOnceMore() throws IOException {
        Manifest first = published("first", 0);
        published("second", 1);
        proxy.answer(request -> {
            if (request.startsWith("PUT") && request.contains("latest.json")) {
                proxy.answer(other -> Optional.empty());
                writtenByAnother();
            }
            return Optional.empty();
        });

        Manifest third = published("third", 2);

        assertThat(pointer().path("version").asText()).isEqualTo(third.version());
        assertThat(pointer().path("sequence").asInt()).isEqualTo(100);
        assertThat(pointer().at("/earlier/0/version").asText()).isEqualTo(first.version());
    }

    @Test
    void aVersionThatWasRolledBackDoesNotComeBackByItself() throws IOException {
        Manifest first = published("first", 0);
        AnOctree second = octree("second");
        made(second, 1);
        publish(second);
        versioning.rollBack.to(new RollBack.Wish(key, null, null, false), "anna");

        Publication again = publish(second);

        assertThat(again.version()).isEqualTo(first.version());
        assertThat(liveContent("octree.bin")).isEqualTo("first");
        assertThat(run.lines()).anyMatch(line -> line.contains("was rolled back, and is not made live"));

        published("third", 2);
        assertThat(liveContent("octree.bin")).isEqualTo("third");
    }

    @Test
    void anotherCacheControlIsTheTargets() throws IOException {
        TargetSettings other = settings.target("here").withCacheControl("max-age=60");
        AnOctree octree = octree("first");
        Manifest manifest = made(octree, 0);

        new Bucket(RealS3.settings(other), connections, versioning.layout())
                .upload(new Upload(octree.dataset(), "here"), run);

        assertThat(header(manifest.version() + "/octree.bin", "Cache-Control")).isEqualTo("max-age=60");
    }

    /** Somebody with the first version live again, and a number far ahead. */
    private void writtenByAnother() {
        try (var owner = RealS3.owner()) {
            String text = content("latest.json").replaceFirst("\"sequence\":\\d+", "\"sequence\":99");
            String first = pointer().at("/earlier/0/version").asText();
            String second = pointer().path("version").asText();
            String swapped = text.replace(second, "?").replace(first, second).replace("?", first);
            owner.putObject(
                    request -> request.bucket(RealS3.BUCKET)
                            .key("octrees/" + key + "/latest.json")
                            .acl("public-read"),
                    software.amazon.awssdk.core.sync.RequestBody.fromString(swapped));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private AnOctree octree(String content) {
        return AnOctree.in(temp, key).with("octree.bin", content);
    }

    private Manifest made(AnOctree octree, int hoursLater) {
        Path directory = octree.dataset().requireOctree().directory();
        return AVersion.in(directory, key, FIRST.plusSeconds(hoursLater * 3600L));
    }

    private Manifest published(String content, int hoursLater) throws IOException {
        AnOctree octree = octree(content);
        Manifest manifest = made(octree, hoursLater);
        publish(octree);
        return manifest;
    }

    private Publication publish(AnOctree octree) throws IOException {
        return new Bucket(settings, connections, versioning.layout()).upload(new Upload(octree.dataset(), "here"), run);
    }

    private void publishQuietly(AnOctree octree) {
        try {
            publish(octree);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private JsonNode pointer() throws IOException {
        return new ObjectMapper().readTree(content("latest.json"));
    }

    private String liveContent(String name) throws IOException {
        return content(pointer().path("version").asText() + "/" + name);
    }

    private String content(String name) {
        HttpResponse<byte[]> answer = RealS3.get(address(name));
        assertThat(answer.statusCode()).as("status of %s", name).isEqualTo(200);
        return new String(answer.body());
    }

    private String header(String name, String header) {
        return RealS3.get(address(name)).headers().firstValue(header).orElse("");
    }

    private URI address(String name) {
        return proxy.address().resolve("/" + RealS3.BUCKET + "/octrees/" + key + "/" + name);
    }
}
