package dev.caravan.remote;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server for the files of a directory, which lists nothing, and for answers of any kind. */
public final class WebServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Path root;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile int statusOfNothing = 404;

    public WebServer(Path root) throws IOException {
        this.root = root;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Writes a whole answer. */
    public interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public URI at(String path) {
        return URI.create(address() + path);
    }

    /** What is answered at a path, in place of a file. */
    public WebServer answering(String path, Answer answer) {
        answers.put(path, answer);
        return this;
    }

    public WebServer redirecting(String path, String location) {
        return answering(path, exchange -> {
            exchange.getResponseHeaders().set("Location", location);
            exchange.sendResponseHeaders(302, -1);
        });
    }

    /** As object stores do that may not be listed: 403 in place of 404. */
    public WebServer hidingWhatIsMissing() {
        statusOfNothing = 403;
        return this;
    }

    public List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            asked.add(path);
            Answer answer = answers.get(path);
            Path file = root.resolve(path.substring(1));
            if (answer != null) {
                answer.to(exchange);
            } else if (Files.isRegularFile(file)) {
                byte[] content = Files.readAllBytes(file);
                exchange.sendResponseHeaders(200, content.length == 0 ? -1 : content.length);
                try (OutputStream body = exchange.getResponseBody()) {
                    body.write(content);
                }
            } else {
                exchange.sendResponseHeaders(statusOfNothing, -1);
            }
        }
    }
}
