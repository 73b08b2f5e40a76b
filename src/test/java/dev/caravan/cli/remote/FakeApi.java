package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers as it is told to, and holds every request against the API's contract: an unknown path, parameter or field fails the test. */
final class FakeApi implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Deque<Reply>> replies = new ConcurrentHashMap<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();

    /**
     * A request.
     *
     * @param call method and path below `/api/v1`, as written
     * @param query decoded parameters
     */
    record Received(String call, Map<String, String> query, JsonNode body, Map<String, List<String>> headers) {
        String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().get(0))
                    .findFirst()
                    .orElse("");
        }
    }

    FakeApi() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The replies to a call, in their order; the last one stands for all further calls. */
    FakeApi on(String call, Reply... inOrder) {
        replies.put(call, new ArrayDeque<>(List.of(inOrder)));
        return this;
    }

    List<Received> received() {
        return received;
    }

    List<Received> received(String call) {
        return received.stream().filter(request -> request.call().equals(call)).toList();
    }

    Received only() {
        if (received.size() != 1) {
            throw new AssertionError("expected one request, got " + received);
        }
        return received.get(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Received request = read(exchange);
            received.add(request);
            violations.addAll(Contract.violations(request));
            Reply reply = reply(request.call());
            if (reply == null) {
                violations.add("nobody expected " + request.call());
                Reply.json(500, "{}").to(exchange);
            } else {
                reply.to(exchange);
            }
        }
    }

    private synchronized Reply reply(String call) {
        Deque<Reply> inOrder = replies.get(call);
        return inOrder == null ? null : inOrder.size() > 1 ? inOrder.poll() : inOrder.peek();
    }

    private static Received read(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getRawPath();
        String below = path.startsWith("/api/v1/") ? path.substring("/api/v1".length()) : "outside of the API: " + path;
        return new Received(
                exchange.getRequestMethod() + " " + below,
                query(exchange.getRequestURI().getRawQuery()),
                JSON.readTree(body),
                Map.copyOf(exchange.getRequestHeaders()));
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new LinkedHashMap<>();
        Arrays.stream(raw == null ? new String[0] : raw.split("&")).forEach(part -> {
            String[] pair = part.split("=", 2);
            query.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        });
        return query;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        if (!violations.isEmpty()) {
            throw new AssertionError("against the contract: " + new ArrayList<>(violations));
        }
    }
}
