package dev.caravan.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.caravan.workspace.Workspace;
import dev.caravan.workspace.WorkspaceLock;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;

/** A page of another origin reads an octree of the embedded server as viewers do, in a real browser. */
class ViewerInBrowserTest {
    /** As potree-core: metadata by a plain GET, nodes by a range with a content type, which makes the browser ask first. */
    private static final String PAGE = """
            <!doctype html><title>viewer</title><pre id="result">waiting</pre>
            <script>
            (async () => {
              const result = document.getElementById('result');
              try {
                const metadata = await (await fetch('%1$s/metadata.json')).json();
                const node = await fetch('%1$s/octree.bin', {
                  headers: {'content-type': 'multipart/byteranges', 'Range': 'bytes=3-6'}
                });
                result.textContent = ['points=' + metadata.points, 'status=' + node.status,
                  'range=' + node.headers.get('content-range'), 'length=' + node.headers.get('content-length'),
                  'etag=' + (node.headers.get('etag') !== null), 'body=' + await node.text()].join(' ');
              } catch (e) {
                result.textContent = 'failed: ' + e;
              }
            })();
            </script>
            """;

    @TempDir
    Path temp;

    @Test
    void aPageOfAnotherOriginReadsMetadataAndAByteRange() throws Exception {
        Optional<Path> browser = browser();
        assumeTrue(
                browser.isPresent(),
                "no chromium, chromium-browser or google-chrome on the PATH, and CHROMIUM is not set: not tried in a browser");
        try (EmbeddedS3 s3 = aServerWithAnOctree()) {
            HttpServer otherOrigin = page(PAGE.formatted(s3.endpoint() + "/clouds/terrain"));
            try {
                String dom = open(
                        browser.get(),
                        URI.create(
                                "http://localhost:" + otherOrigin.getAddress().getPort() + "/"));

                assertThat(dom).contains("points=12 status=206 range=bytes 3-6/10 length=4 etag=true body=3456");
            } finally {
                otherOrigin.stop(0);
            }
        }
    }

    private EmbeddedS3 aServerWithAnOctree() throws IOException {
        Workspace workspace = new Workspace(temp.resolve("data"));
        EmbeddedS3 s3;
        try (WorkspaceLock lock = WorkspaceLock.take(workspace)) {
            s3 = EmbeddedS3.start(workspace, lock, new S3Settings(0));
        }
        s3.createBuckets(Set.of("clouds"));
        try (S3Client client = S3Client.builder()
                .endpointOverride(s3.endpoint())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        s3.accessKey(), s3.secretKey().reveal())))
                .build()) {
            put(client, "terrain/metadata.json", "application/json", "{\"points\": 12}");
            put(client, "terrain/octree.bin", "application/octet-stream", "0123456789");
        }
        return s3;
    }

    private static void put(S3Client client, String key, String type, String content) {
        client.putObject(
                object -> object.bucket("clouds").key(key).contentType(type).acl(ObjectCannedACL.PUBLIC_READ),
                RequestBody.fromString(content));
    }

    private static HttpServer page(String html) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = html.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    /** The page as it is when its requests have been answered. */
    private String open(Path browser, URI page) throws IOException, InterruptedException {
        Path dom = temp.resolve("dom.html");
        Process process = new ProcessBuilder(
                        browser.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--user-data-dir=" + temp.resolve("profile"),
                        "--virtual-time-budget=20000",
                        "--dump-dom",
                        page.toString())
                .redirectOutput(dom.toFile())
                .redirectError(temp.resolve("browser.log").toFile())
                .start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException("the browser does not end: " + Files.readString(temp.resolve("browser.log")));
        }
        return Files.readString(dom);
    }

    private static Optional<Path> browser() {
        String configured = System.getenv("CHROMIUM");
        Stream<Path> onPath = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(directory -> List.of("chromium", "chromium-browser", "google-chrome").stream()
                        .map(name -> Path.of(directory, name)));
        return Stream.concat(Stream.ofNullable(configured).map(Path::of), onPath)
                .filter(Files::isExecutable)
                .findFirst();
    }
}
