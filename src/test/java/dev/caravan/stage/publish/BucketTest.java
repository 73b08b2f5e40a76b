package dev.caravan.stage.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.converter.BadInputException;
import dev.caravan.publication.Publication;
import dev.caravan.s3.ATarget;
import dev.caravan.s3.PublicAddress;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.RealS3;
import dev.caravan.s3.S3Connections;
import dev.caravan.s3.TargetSettings;
import dev.caravan.support.ARun;
import dev.caravan.version.Versioning;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

class BucketTest {
    @TempDir
    Path temp;

    private final ARun run = new ARun();
    private final String key = "area/" + UUID.randomUUID();

    @Test
    void everyFileIsThereWithItsContentTypeAndCanBeReadByAnyone() throws IOException {
        AnOctree octree = AnOctree.in(temp, key).with("log/converter.txt", "done");

        Publication publication = publish(octree);

        assertThat(publication.target()).isEqualTo("here");
        assertThat(publication.bytes()).isEqualTo(18 + 9 + 10 + 4);
        assertThat(publication.address())
                .isEqualTo(URI.create(RealS3.SERVER.endpoint() + "/clouds/octrees/" + key + "/metadata.json"));
        assertThat(body(publication.address())).isEqualTo("{\"version\": \"2.0\"}");
        assertThat(contentType(publication, "metadata.json")).isEqualTo("application/json");
        assertThat(contentType(publication, "octree.bin")).isEqualTo("application/octet-stream");
        assertThat(contentType(publication, "log/converter.txt")).startsWith("text/plain");
    }

    @Test
    void theJobsLogSaysWhatWasSentAndHowItWasProven() throws IOException {
        publish(AnOctree.in(temp, key));

        assertThat(run.lines())
                .anyMatch(line -> line.equals(
                        "uploaded: octrees/" + key + "/octree.bin, 10 bytes, ETag 781e5e245d69b566979b86e28d23f2c7"));
        assertThat(run.lines().get(run.lines().size() - 1)).contains("metadata.json");
    }

    @Test
    void aLargeObjectIsSentInPartsAndIsTheSame() throws IOException {
        byte[] content = AnOctree.bytes((12 << 20) + 7, 1);
        TargetSettings notTheEmbeddedOne = RealS3.targetAt("here", RealS3.SERVER.endpoint());
        Publication publication =
                publish(AnOctree.in(temp, key).with("octree.bin", content), RealS3.settings(notTheEmbeddedOne));

        URI octree = publication.address().resolve("octree.bin");
        HttpResponse<byte[]> range = RealS3.get(octree, "Range", "bytes=5242870-5242889");
        assertThat(RealS3.get(octree).body()).isEqualTo(content);
        assertThat(range.statusCode()).isEqualTo(206);
        assertThat(range.headers().firstValue("Content-Range")).contains("bytes 5242870-5242889/12582919");
        assertThat(range.headers().firstValue("ETag").orElse("")).endsWith("-3\"");
        assertThat(RealS3.get(publication.address().resolve("octree.bin"))
                        .headers()
                        .firstValue("Content-Type"))
                .contains("application/octet-stream");
    }

    @Test
    void anEmptyFileIsAnObjectToo() throws IOException {
        Publication publication = publish(AnOctree.in(temp, key).with("empty.bin", ""));

        assertThat(body(publication.address().resolve("empty.bin"))).isEmpty();
    }

    static List<String> strangeKeys() {
        return List.of(
                "with space/and  two",
                "quote\"s and 'apostrophes'",
                "Größe/日本語/😀",
                "-las",
                "line\nbreak",
                "100%/50%25/%2F",
                "a#b?c=d&e;f+g,h:i@j",
                "back\\slash|pipe<less>",
                "plus+sign=equals*star~tilde",
                "x".repeat(255),
                "ä".repeat(127) + "/" + "é".repeat(127));
    }

    @ParameterizedTest
    @MethodSource("strangeKeys")
    void aStrangeNameIsPublishedAndItsPrintedAddressWorks(String strange) throws IOException {
        AnOctree octree = AnOctree.in(temp, "strange/" + strange);

        Publication publication = publish(octree);

        assertThat(publication.address().toString()).matches("[A-Za-z0-9._~:/%-]+");
        assertThat(body(publication.address())).isEqualTo("{\"version\": \"2.0\"}");
        assertThat(body(publication.address().resolve("octree.bin"))).isEqualTo("0123456789");
        assertThat(RealS3.get(publication.address().resolve("octree.bin"), "Range", "bytes=2-4")
                        .body())
                .isEqualTo("234".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aLongNameIsNoObstacleForALargeOctree() throws IOException {
        byte[] content = AnOctree.bytes(6 << 20, 2);
        Publication publication = publish(
                AnOctree.in(temp, "y".repeat(255)).with("octree.bin", content),
                RealS3.settings(RealS3.target("here", RealS3.BUCKET, "")));

        assertThat(RealS3.get(publication.address().resolve("octree.bin")).body())
                .isEqualTo(content);
    }

    @Test
    void aKeyThatS3CannotHaveIsBadInput() {
        String tooLong = ("n".repeat(250) + "/").repeat(4) + "n".repeat(20);

        assertThatThrownBy(() -> publish(AnOctree.in(temp, tooLong)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("S3 allows 1024");
    }

    @Test
    void aNameThatBrowsersRemoveIsBadInput() {
        assertThatThrownBy(() -> publish(AnOctree.in(temp, "a/../b"))).isInstanceOf(BadInputException.class);
    }

    @Test
    void withoutMetadataNothingIsSent() {
        assertThatThrownBy(() -> publish(AnOctree.in(temp, key).without("metadata.json")))
                .isInstanceOf(NoSuchFileException.class);

        assertThat(exists("octrees/" + key + "/octree.bin")).isFalse();
    }

    @Test
    void foreignObjectsUnderTheKeyAreLeftAlone() throws IOException {
        publish(AnOctree.in(temp, key).with("notes.txt", "mine"));
        Publication publication = publish(AnOctree.in(temp, key).with("octree.bin", "changed"));

        assertThat(body(publication.address().resolve("octree.bin"))).isEqualTo("changed");
        assertThat(body(publication.address().resolve("notes.txt"))).isEqualTo("mine");
    }

    @Test
    void cacheControlAndThePublicUrlAreThoseOfTheTarget() throws IOException {
        TargetSettings target = ATarget.named("here")
                .prefix("octrees")
                .acl("")
                .publicUrl("https://cdn.example/x/")
                .cacheControl("max-age=60")
                .build();

        Publication publication = publish(AnOctree.in(temp, key), RealS3.settings(target));

        assertThat(publication.address())
                .isEqualTo(URI.create("https://cdn.example/x/octrees/" + key + "/metadata.json"));
        assertThat(head("octrees/" + key + "/metadata.json").cacheControl()).isEqualTo("max-age=60");
    }

    private Publication publish(AnOctree octree) throws IOException {
        return publish(octree, RealS3.settings(RealS3.target("here", RealS3.BUCKET, "octrees")));
    }

    private Publication publish(AnOctree octree, PublishSettings settings) throws IOException {
        try (S3Connections connections = RealS3.connections(settings)) {
            return new Bucket(settings, connections, new Versioning(settings, connections).layout())
                    .upload(new Upload(octree.dataset(), "here"), run);
        }
    }

    private static String body(URI address) {
        HttpResponse<byte[]> answer = RealS3.get(address);
        assertThat(answer.statusCode()).as("status of %s", address).isEqualTo(200);
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static String contentType(Publication publication, String file) {
        return RealS3.get(publication.address().resolve(file))
                .headers()
                .firstValue("Content-Type")
                .orElse("");
    }

    private static boolean exists(String key) {
        return RealS3.get(RealS3.SERVER.endpoint().resolve("/clouds/" + PublicAddress.encode(key)))
                        .statusCode()
                == 200;
    }

    private static HeadObjectResponse head(String key) {
        try (S3Client owner = RealS3.owner()) {
            return owner.headObject(request -> request.bucket(RealS3.BUCKET).key(key));
        }
    }
}
