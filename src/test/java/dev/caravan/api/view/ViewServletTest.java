package dev.caravan.api.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.publication.Publication;
import dev.caravan.s3.ATarget;
import dev.caravan.s3.Access;
import dev.caravan.s3.Layout;
import dev.caravan.s3.PublishSettings;
import dev.caravan.s3.RealS3;
import dev.caravan.s3.S3Connections;
import dev.caravan.support.AlteringProxy;
import dev.caravan.support.RawHttp;
import dev.caravan.support.RawHttp.Answer;
import dev.caravan.support.RealRedis;
import dev.caravan.viewer.LinkSettings;
import dev.caravan.viewer.Passes;
import dev.caravan.viewer.PublishedOctree;
import dev.caravan.viewer.ViewerSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The servlet in a real container, before private objects of a real S3 server. */
@ExtendWith(RealRedis.class)
class ViewServletTest {
    private static final String ORIGIN = "https://maps.example.org";
    private static final int SIZE = PublishedOctree.OCTREE.length();

    @TempDir
    static Path temp;

    private static AlteringProxy proxy;
    private static S3Connections connections;
    private static ViewedTargets targets;
    private static Tomcat tomcat;
    private static int port;

    private final PublishedOctree octree = PublishedOctree.withAcl("");
    private final Passes passes = new Passes(RealRedis.template(), Clock.systemUTC());

    @BeforeAll
    static void start() throws Exception {
        proxy = new AlteringProxy(RealS3.SERVER.endpoint());
        PublishSettings settings = RealS3.settings(ATarget.named("hidden")
                .at(proxy.address())
                .keys(RealS3.SERVER.accessKey(), RealS3.SERVER.secretKey())
                .access(Access.PRIVATE)
                .build());
        connections = RealS3.connections(settings);
        targets = new ViewedTargets(settings, connections);
        tomcat = new Tomcat();
        tomcat.setBaseDir(temp.toString());
        tomcat.setPort(0);
        Context context = tomcat.addContext("", temp.toString());
        Passes known = new Passes(RealRedis.template(), Clock.systemUTC());
        Tomcat.addServlet(context, "view", new ViewServlet(known, targets));
        context.addServletMappingDecoded("/view/*", "view");
        filter(context);
        tomcat.start();
        port = tomcat.getConnector().getLocalPort();
    }

    @AfterEach
    void heal() {
        proxy.heal();
    }

    @AfterAll
    static void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
        targets.close();
        connections.close();
        proxy.close();
    }

    @Test
    void aLinkLeadsToAllObjectsAndToTheirHeaders() {
        Answer metadata = get(link() + "metadata.json");

        assertThat(metadata.status()).isEqualTo(200);
        assertThat(metadata.body()).isEqualTo(PublishedOctree.METADATA);
        assertThat(metadata.headers())
                .contains("content-type: application/json")
                .contains("content-length: " + PublishedOctree.METADATA.length())
                .contains("accept-ranges: bytes")
                .contains("etag: \"")
                .contains("last-modified: ")
                .contains("cache-control: private, no-cache")
                .contains("referrer-policy: no-referrer")
                .doesNotContain("set-cookie");
        assertThat(get(link() + "octree.bin").body()).isEqualTo(PublishedOctree.OCTREE);
        assertThat(get(link() + "hierarchy.bin").body()).isEqualTo("hierarchy");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bytes=0-9 | 206 | 0-9",
                "bytes=3-3 | 206 | 3-3",
                "bytes=490- | 206 | 490-499",
                "bytes=490-9999 | 206 | 490-499",
                "bytes=-10 | 206 | 490-499",
                "bytes=-9999 | 206 | 0-499",
                "BYTES=0-9 | 206 | 0-9",
                "bytes=500- | 416 |",
                "bytes=500-600 | 416 |",
                // what a server may ignore
                "bytes=0-1,5-6 | 200 |",
                "bytes=9-0 | 200 |",
                "bytes=a-b | 200 |",
                "bytes=- | 200 |",
                "lines=0-9 | 200 |",
                "bytes=99999999999999999999-| 200 |"
            })
    void oneRangeIsAnsweredExactly(String range, int status, String part) {
        Answer answer = get(link() + "octree.bin", "Range: " + range);

        assertThat(answer.status()).isEqualTo(status);
        if (status == 206) {
            int first = Integer.parseInt(part.split("-")[0]);
            int last = Integer.parseInt(part.split("-")[1]);
            assertThat(answer.headers())
                    .contains("content-range: bytes " + part + "/" + SIZE)
                    .contains("content-length: " + (last - first + 1));
            assertThat(answer.body()).isEqualTo(PublishedOctree.OCTREE.substring(first, last + 1));
        } else if (status == 416) {
            assertThat(answer.isProblem()).isTrue();
            assertThat(answer.headers()).contains("content-range: bytes */" + SIZE);
        } else {
            assertThat(answer.body()).isEqualTo(PublishedOctree.OCTREE);
            assertThat(answer.headers()).doesNotContain("content-range");
        }
    }

    @Test
    void moreReadersThanThereIsRoomForAreToldToComeAgain() throws Exception {
        String path = link() + "octree.bin";
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        proxy.answer(request -> {
            asked.incrementAndGet();
            await(go);
            return Optional.empty();
        });
        ExecutorService readers = Executors.newFixedThreadPool(48);
        try {
            List<Future<Answer>> answers = new ArrayList<>();
            for (int reader = 0; reader < 48; reader++) {
                answers.add(readers.submit(() -> get(path)));
            }
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> asked.get() == 48);

            Answer refused = get(path);
            go.countDown();

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.isProblem()).isTrue();
            assertThat(refused.headers()).contains("retry-after: 1");
            assertThat(refused.body()).contains("48 are reading already").doesNotContain(path.split("/")[2]);
            for (Future<Answer> answer : answers) {
                assertThat(answer.get().body()).isEqualTo(PublishedOctree.OCTREE);
            }
            assertThat(get(path).status()).isEqualTo(200);
        } finally {
            go.countDown();
            readers.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void headSaysWhatGetWould() {
        Answer head = RawHttp.send(port, "HEAD", link() + "octree.bin", "Range: bytes=0-9");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers())
                .contains("content-length: " + SIZE)
                .contains("content-type: application/octet-stream");
        assertThat(RawHttp.send(port, "HEAD", link() + "none").status()).isEqualTo(404);
    }

    @Test
    void whoHasItAlreadyIsNotSentIt() {
        String tag = tag();

        for (String known : List.of(tag, "W/" + tag, "\"x\", " + tag, "*")) {
            Answer answer = get(link() + "octree.bin", "If-None-Match: " + known);
            assertThat(answer.status()).as(known).isEqualTo(304);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.headers()).contains("etag: " + tag);
        }
        assertThat(get(link() + "octree.bin", "If-None-Match: \"x\"").status()).isEqualTo(200);
    }

    @Test
    void aRangeIsOfTheVersionThatTheReaderKnowsOrTheWholeIsSent() {
        String tag = tag();

        assertThat(get(link() + "octree.bin", "Range: bytes=0-9", "If-Range: " + tag)
                        .status())
                .isEqualTo(206);
        for (String other : List.of("\"x\"", "W/" + tag, "Sun, 22 Nov 2026 10:00:00 GMT")) {
            assertThat(get(link() + "octree.bin", "Range: bytes=0-9", "If-Range: " + other)
                            .status())
                    .as(other)
                    .isEqualTo(200);
        }
    }

    @Test
    void objectsThatNeverChangeMayBeKept() {
        String link = passes.path(passes.issue(octree.key(), publication(Layout.VERSIONED), Duration.ofHours(1)));

        assertThat(get(link + "metadata.json").headers()).contains("cache-control: private, max-age=86400, immutable");
    }

    @Test
    void withoutAGoodTokenThereIsNothing() {
        Passes earlier =
                new Passes(RealRedis.template(), Clock.fixed(Instant.now().minus(Duration.ofHours(2)), ZoneOffset.UTC));
        String over = earlier.path(earlier.issue(octree.key(), publication(Layout.PLAIN), Duration.ofHours(1)));
        String good = link();

        for (String path : List.of(
                over + "metadata.json",
                good.replaceFirst("/view/.", "/view/_") + "metadata.json",
                "/view/x/" + octree.key() + "/metadata.json",
                "/view/",
                "/view")) {
            Answer answer = get(path);
            assertThat(answer.status()).as(path).isEqualTo(403);
            assertThat(answer.isProblem()).isTrue();
            assertThat(answer.body()).doesNotContain("instance");
        }
        passes.revoke();
        assertThat(get(good + "metadata.json").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "../x", "%2e%2e/x", "north/metadata.json", "none.bin", "%00", "x%0d"})
    void aLinkLeadsNowhereElse(String name) {
        octree.put("north/metadata.json", "application/json", "{}", "");

        Answer answer = get(link() + name);

        assertThat(answer.status()).isIn(400, 403, 404);
        assertThat(answer.body()).doesNotContain(PublishedOctree.METADATA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
    void nothingCanBeWritten(String method) {
        Answer answer = RawHttp.send(port, method, link() + "octree.bin");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers()).contains("allow: get, head, options");
    }

    @Test
    void pagesOfTheConfiguredOriginsMayReadErrorsIncluded() {
        for (String path : List.of(link() + "octree.bin", link() + "none", "/view/x")) {
            Answer answer = get(path, "Origin: " + ORIGIN);
            assertThat(answer.headers())
                    .contains("access-control-allow-origin: " + ORIGIN)
                    .contains("access-control-expose-headers: content-range, content-length, etag")
                    .contains("vary: origin");
        }
        assertThat(get(link() + "octree.bin", "Origin: https://other.example").headers())
                .doesNotContain("access-control-allow-origin");
    }

    @Test
    void browsersThatAskFirstAreAnswered() {
        String[] asks = {
            "Origin: " + ORIGIN,
            "Access-Control-Request-Method: GET",
            "Access-Control-Request-Headers: content-type,range"
        };
        Answer welcome = RawHttp.send(port, "OPTIONS", link() + "octree.bin", asks);
        assertThat(welcome.status()).isEqualTo(204);
        assertThat(welcome.headers())
                .contains("access-control-allow-origin: " + ORIGIN)
                .contains("access-control-allow-headers: range, content-type");

        asks[0] = "Origin: https://other.example";
        Answer other = RawHttp.send(port, "OPTIONS", link() + "octree.bin", asks);
        assertThat(other.status()).isEqualTo(403);
        assertThat(other.headers()).doesNotContain("access-control-allow-origin");
        assertThat(RawHttp.send(port, "OPTIONS", link()).status()).isEqualTo(204);
    }

    @Test
    void aTargetThatRefusesOrIsAwayIsABadGateway() {
        proxy.answer(request -> AlteringProxy.reply(403, ""));
        assertThat(get(link() + "octree.bin").status()).isEqualTo(502);

        proxy.heal();
        proxy.alter((request, answer) -> "");
        assertThat(get(link() + "octree.bin").status()).isEqualTo(502);
    }

    @Test
    void whatBreaksOffIsNotTakenForTheWhole() {
        proxy.cutAfter(100);

        assertThatThrownBy(() -> HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + link() + "octree.bin"))
                                        .build(),
                                BodyHandlers.ofByteArray()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aTargetThatIsNoLongerConfiguredIsNotFound() {
        Publication other = octree.in("removed", proxy.address());
        String link = passes.path(passes.issue(octree.key(), other, Duration.ofHours(1)));

        assertThat(get(link + "metadata.json").status()).isEqualTo(404);
    }

    private String link() {
        return passes.path(passes.issue(octree.key(), publication(Layout.PLAIN), Duration.ofHours(1)));
    }

    private Publication publication(Layout layout) {
        Publication plain = octree.in("hidden", proxy.address());
        return new Publication(
                plain.target(),
                layout,
                plain.version(),
                plain.directory(),
                plain.address(),
                null,
                3,
                1,
                plain.at(),
                plain.job(),
                null);
    }

    private String tag() {
        return get(link() + "octree.bin")
                .headers()
                .lines()
                .filter(line -> line.startsWith("etag: "))
                .map(line -> line.substring(6).strip())
                .findFirst()
                .orElseThrow();
    }

    private Answer get(String path, String... headers) {
        return RawHttp.send(port, "GET", path, headers);
    }

    private static void filter(Context context) {
        ViewerSettings settings = new ViewerSettings(
                List.of(ORIGIN),
                true,
                false,
                Duration.ofSeconds(10),
                "",
                500,
                new LinkSettings(Duration.ofHours(1), Duration.ofHours(24)));
        FilterDef filter = new FilterDef();
        filter.setFilterName("headers");
        filter.setFilter(new ViewHeaders(settings));
        context.addFilterDef(filter);
        FilterMap map = new FilterMap();
        map.setFilterName("headers");
        map.addURLPatternDecoded("/*");
        context.addFilterMap(map);
    }
}
