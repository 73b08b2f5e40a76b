package dev.caravan.support;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real browser. Where there is none, tests are skipped. */
public final class Chromium {
    private final Path program;
    private final Path temp;

    private Chromium(Path program, Path temp) {
        this.program = program;
        this.temp = temp;
    }

    /** @param temp for its profile and its log */
    public static Chromium orSkip(Path temp) {
        Optional<Path> program = find();
        assumeTrue(
                program.isPresent(),
                "no chromium, chromium-browser or google-chrome on the PATH, and CHROMIUM is not set: not tried in a browser");
        return new Chromium(program.orElseThrow(), temp);
    }

    /** Opens a page at `http://localhost:<some port>`: the page as it is when its requests have been answered. */
    public String show(String html) throws IOException, InterruptedException {
        HttpServer server = serve(html);
        try {
            return open("http://localhost:" + server.getAddress().getPort() + "/");
        } finally {
            server.stop(0);
        }
    }

    private static HttpServer serve(String html) throws IOException {
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

    private String open(String page) throws IOException, InterruptedException {
        Path dom = temp.resolve("dom.html");
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--user-data-dir=" + temp.resolve("profile"),
                        "--virtual-time-budget=20000",
                        "--dump-dom",
                        page)
                .redirectOutput(dom.toFile())
                .redirectError(temp.resolve("browser.log").toFile())
                .start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException("the browser does not end: " + Files.readString(temp.resolve("browser.log")));
        }
        return Files.readString(dom);
    }

    private static Optional<Path> find() {
        String configured = System.getenv("CHROMIUM");
        Stream<Path> onPath = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(directory -> List.of("chromium", "chromium-browser", "google-chrome").stream()
                        .map(name -> Path.of(directory, name)));
        return Stream.concat(Stream.ofNullable(configured).map(Path::of), onPath)
                .filter(Files::isExecutable)
                .findFirst();
    }
}
