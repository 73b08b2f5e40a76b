package dev.caravan.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.converter.BadInputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsTest {
    private static final RemoteLimits LIMITS =
            new RemoteLimits(1000, 2, Duration.ofSeconds(20), Duration.ofSeconds(20));

    @TempDir
    Path directory;

    private WebServer server;

    @BeforeEach
    void start() throws IOException {
        server = new WebServer(directory);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void readsWhatIsThere() throws IOException {
        Files.writeString(directory.resolve("a.json"), "{}");

        Documents.Found found = get("/a.json");

        assertThat(found.isThere()).isTrue();
        assertThat(found.body()).asString(UTF_8).isEqualTo("{}");
    }

    @Test
    void whatIsNotThereIsNoError() throws IOException {
        assertThat(get("/a.json").isThere()).isFalse();
    }

    @Test
    void followsWithinTheLimit() throws IOException {
        Files.writeString(directory.resolve("c.json"), "{}");
        server.redirecting("/a.json", "/b.json").redirecting("/b.json", server.address() + "/c.json");

        assertThat(get("/a.json").address()).isEqualTo(server.at("/c.json"));
    }

    @Test
    void doesNotFollowForEver() {
        server.redirecting("/a.json", "/a.json");

        assertThatThrownBy(() -> get("/a.json"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("more than 2 times");
        assertThat(server.asked()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://127.0.0.1/b.json      | same scheme
            file:///etc/passwd            | same scheme
            http://other.example/b.json   | may not be read
            http://127.0.0.1:1/b.json     | may not be read
            /b.json?token=geheim          | none of them is allowed
            http://a:geheim@127.0.0.1/b   | none of them is allowed
            """)
    void doesNotFollowToWhatIsNotAllowed(String location, String reason) {
        server.redirecting("/a.json", location);

        assertThatThrownBy(() -> get("/a.json"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("geheim");
    }

    @Test
    void doesNotReadWhatIsTooLarge() throws IOException {
        Files.write(directory.resolve("a.json"), new byte[1001]);

        assertThatThrownBy(() -> get("/a.json"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("larger than 1000 bytes");
    }

    @Test
    void countsWhatIsUnpacked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[100_000]);
        }
        assertThat(packed.size()).isLessThan(1000);
        server.answering("/a.json", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, packed.size());
            exchange.getResponseBody().write(packed.toByteArray());
        });

        assertThatThrownBy(() -> get("/a.json")).hasMessageContaining("larger than 1000 bytes");
    }

    @Test
    void endsWithoutReadingTheRestOfAnEndlessAnswer() {
        server.answering("/a.json", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 1_000_000; i++) {
                exchange.getResponseBody().write(new byte[1000]);
            }
        });

        assertThatThrownBy(() -> get("/a.json")).hasMessageContaining("larger than 1000 bytes");
    }

    @Test
    void aServerThatSaysNothingIsAPassingFault() {
        CountDownLatch end = new CountDownLatch(1);
        server.answering("/a.json", exchange -> await(end));
        RemoteLimits limits = new RemoteLimits(1000, 2, Duration.ofMillis(200), Duration.ofSeconds(20));

        assertThatThrownBy(() -> get("/a.json", limits, true))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot be read");
        end.countDown();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 429})
    void aServerThatFailsIsAPassingFault(int status) {
        server.answering("/a.json", exchange -> exchange.sendResponseHeaders(status, -1));

        assertThatThrownBy(() -> get("/a.json")).isInstanceOf(IOException.class).hasMessageContaining("" + status);
    }

    @Test
    void aServerThatWantsAPasswordIsNot() {
        server.answering("/a.json", exchange -> exchange.sendResponseHeaders(401, -1));

        assertThatThrownBy(() -> get("/a.json"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("401");
    }

    @Test
    void refusesTheAddressOfThisMachine() {
        assertThatThrownBy(() -> get("/a.json", LIMITS, false))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("127.0.0.1, which is not public")
                .hasMessageContaining("caravan.geozarr.private-addresses");
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void refusesANameOfThisMachine() {
        URI named = URI.create(server.address().replace("127.0.0.1", "localhost") + "/a.json");

        assertThatThrownBy(() -> get(named, LIMITS, false))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("is not public");
        assertThat(server.asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, false",
        "10.1.2.3, false",
        "172.16.0.1, false",
        "192.168.1.1, false",
        "169.254.169.254, false",
        "100.64.0.1, false",
        "0.0.0.0, false",
        "198.18.0.1, false",
        "224.0.0.1, false",
        "255.255.255.255, false",
        "::1, false",
        "::, false",
        "fe80::1, false",
        "fd00::1, false",
        "::ffff:10.0.0.1, false",
        "::10.0.0.1, false",
        "64:ff9b::a00:1, false",
        "2002:a00:1::, false",
        "8.8.8.8, true",
        "100.63.0.1, true",
        "64:ff9b::808:808, true",
        "2001:4860:4860::8888, true"
    })
    void knowsWhatIsPublic(String address, boolean expected) throws IOException {
        assertThat(PublicAddresses.isPublic(InetAddress.getByName(address))).isEqualTo(expected);
    }

    private Documents.Found get(String path) throws IOException {
        return get(path, LIMITS, true);
    }

    private Documents.Found get(String path, RemoteLimits limits, boolean privateAddresses) throws IOException {
        return get(server.at(path), limits, privateAddresses);
    }

    private Documents.Found get(URI address, RemoteLimits limits, boolean privateAddresses) throws IOException {
        AllowedSources allowed = new AllowedSources(
                "caravan.geozarr.sources",
                List.of(server.address(), server.address().replace("127.0.0.1", "localhost"), "https://127.0.0.1"));
        try (Documents documents = new Documents(allowed, privateAddresses, limits)) {
            return documents.get(address);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
