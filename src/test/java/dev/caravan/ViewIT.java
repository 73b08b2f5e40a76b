package dev.caravan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.publication.Publication;
import dev.caravan.publication.PublicationStore;
import dev.caravan.publication.Viewing;
import dev.caravan.support.Chromium;
import dev.caravan.support.HttpApi;
import dev.caravan.support.Installation;
import dev.caravan.support.LasFiles;
import dev.caravan.support.PotreeCore;
import dev.caravan.support.RawHttp;
import dev.caravan.support.ViewerPage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the packaged service has published privately, seen through a link. */
class ViewIT {
    private static final int POINTS = 20_000;

    @TempDir
    private static Path root;

    private static Installation caravan;
    private static HttpApi api;
    private static Path file;
    private static Path octree;
    private static String link;

    @BeforeAll
    static void publish() throws IOException {
        caravan = Installation.in(root)
                .with("caravan.publish.targets[0].name", "hidden")
                .with("caravan.publish.targets[0].bucket", "caravan")
                .with("caravan.publish.targets[0].endpoint", "embedded")
                .with("caravan.publish.targets[0].acl", "")
                .with("caravan.publish.targets[0].access", "private")
                .with("caravan.publish.targets[0].layout", "versioned")
                .with("caravan.api.limits.requests-per-second", 1)
                .with("caravan.api.limits.burst", 100);
        file = LasFiles.aLasFile()
                .withSeed(7)
                .withRandomPoints(POINTS)
                .writeTo(caravan.source().resolve("a b.las"));
        caravan.start().scan();
        caravan.awaitEnds(List.of(file));
        api = HttpApi.of(caravan.service());
        octree = Path.of(caravan.records().get(file, "octreepath"));
        link = HttpApi.json(api.send("POST", "/links", "{\"path\": \"" + file + "\"}"))
                .path("view")
                .asText();
    }

    @AfterAll
    static void stop() {
        caravan.close();
        assertThat(caravan.service().output()).doesNotContain(token()).doesNotContain("\tat ");
    }

    @Test
    void withoutALinkNobodyReadsIt() {
        assertThat(caravan.fetch(caravan.records().get(file, "url")).statusCode())
                .isEqualTo(403);
    }

    @Test
    void aCheckFindsThatItCanBeReadWithASignature() {
        JsonNode result = HttpApi.json(api.send("POST", "/publications/check", "{\"dataset\": \"a b\"}"));

        assertThat(result.path("ok").asBoolean()).as(result.toPrettyString()).isTrue();
        assertThat(result.at("/items/0/findings/0/check").asText()).isEqualTo("private");
    }

    @Test
    void aPageOfAnotherOriginReadsItInABrowser() throws Exception {
        Chromium browser = Chromium.orSkip(root);
        byte[] all = Files.readAllBytes(octree.resolve("octree.bin"));
        String hex = HexFormat.of().formatHex(Arrays.copyOfRange(all, 100, 164));

        String dom = browser.show(ViewerPage.of(directory(), 100, 163));

        assertThat(dom)
                .contains("points=" + POINTS + " status=206 range=bytes 100-163/" + all.length + " length=64 etag=true")
                .contains("hex=" + hex);
    }

    @Test
    void theViewersOwnLoaderReadsAllOfItsNodes() throws Exception {
        List<PotreeCore.Node> nodes = PotreeCore.decode(directory(), root);

        assertThat(nodes.stream().mapToInt(PotreeCore.Node::points).sum()).isEqualTo(POINTS);
    }

    @Test
    void theLimitsOfTheApiAreNotThoseOfViewers() {
        for (int i = 0; i < 300; i++) {
            assertThat(RawHttp.send(caravan.service().port(), "GET", link, "Range: bytes=0-0")
                            .status())
                    .isEqualTo(206);
        }
    }

    @Test
    void neitherTheHostNorTheOriginNorAKeyMatters() {
        String request = "GET " + link + " HTTP/1.1\nHost: caravan.example.org\nOrigin: https://maps.example.org\n"
                + "Authorization: Bearer wrong\nCookie: a=b\n\n";

        RawHttp.Answer answer = RawHttp.send(caravan.service().port(), request);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers())
                .contains("access-control-allow-origin: *")
                .contains("cache-control: private, max-age=86400, immutable")
                .contains("referrer-policy: no-referrer")
                .contains("x-content-type-options: nosniff")
                .doesNotContain("set-cookie");
    }

    @Test
    void browsersThatAskFirstAreAnsweredAndForgersAreNot() {
        int port = caravan.service().port();
        RawHttp.Answer answer = RawHttp.send(
                port,
                "OPTIONS",
                link,
                "Origin: https://maps.example.org",
                "Access-Control-Request-Method: GET",
                "Access-Control-Request-Headers: content-type,range");
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.headers()).contains("access-control-allow-headers: range, content-type");

        RawHttp.Answer forged = RawHttp.send(port, "GET", link.replaceFirst("/view/..", "/view/__"));
        assertThat(forged.status()).isEqualTo(403);
        assertThat(forged.isProblem()).isTrue();
        assertThat(RawHttp.send(port, "POST", link).status()).isEqualTo(405);
    }

    @Test
    void aFileSaysWhatABrowserWouldNotShow() {
        PublicationStore store = new PublicationStore(caravan.records().redis());
        Publication publication = store.find("a b", "hidden").orElseThrow();
        String sentence = "published to hidden, but a browser cannot show it: cors-get: none";
        String path = file.toString().replace(" ", "%20");
        try {
            store.put("a b", publication.seen(new Viewing(false, "cors-get: none", Instant.now())));

            assertThat(api.json("/files/record?path=" + path).path("viewer").asText())
                    .isEqualTo(sentence);
            assertThat(api.json("/files").at("/items/0/viewer").asText()).isEqualTo(sentence);
            JsonNode why = api.json("/files/why?path=" + path);
            assertThat(why.path("sentence").asText()).endsWith("; " + sentence);
            assertThat(why.path("next").asText())
                    .isEqualTo("caravan check-viewer " + file + " says what would mend it");
        } finally {
            store.put("a b", publication);
        }
        assertThat(api.json("/files/record?path=" + path).has("viewer")).isTrue();
        assertThat(api.json("/files/why?path=" + path).path("sentence").asText())
                .doesNotContain("browser");
    }

    private static URI directory() {
        return caravan.service().uri(link.substring(0, link.lastIndexOf('/')));
    }

    private static String token() {
        return link.split("/")[2];
    }
}
