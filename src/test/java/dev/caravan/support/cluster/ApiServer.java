package dev.caravan.support.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The HTTP side of the cluster: paths, WebSockets and streams, on a port of the loopback device that stays when the server goes away. */
final class ApiServer implements AutoCloseable {
    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
    private final ClusterStore store;
    private final ApiDispatch dispatch;
    private final ApiResources resources;
    private final ApiJournal journal;
    private final ApiFaults faults;
    private final ApiAccess access;
    private final PodLogs logs;
    private final Set<ApiWatch> watches = ConcurrentHashMap.newKeySet();
    private volatile Optional<HttpServer> server = Optional.empty();
    private volatile int port;

    ApiServer(
            ClusterStore store,
            ApiDispatch dispatch,
            ApiResources resources,
            ApiJournal journal,
            ApiFaults faults,
            ApiAccess access,
            PodLogs logs) {
        this.store = store;
        this.dispatch = dispatch;
        this.resources = resources;
        this.journal = journal;
        this.faults = faults;
        this.access = access;
        this.logs = logs;
        open();
    }

    int port() {
        return port;
    }

    void open() {
        HttpServer opened = vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(port))
                .requestHandler(this::received)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        port = opened.actualPort();
        server = Optional.of(opened);
    }

    /** Connections are cut, new ones refused. */
    void away() {
        each(ApiWatch::end);
        watches.clear();
        server.ifPresent(
                open -> open.close().toCompletionStage().toCompletableFuture().join());
        server = Optional.empty();
    }

    void each(Consumer<ApiWatch> watch) {
        watches.forEach(watch);
    }

    int watches() {
        return watches.size();
    }

    @Override
    public void close() {
        away();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void received(HttpServerRequest request) {
        Map<String, String> query = new LinkedHashMap<>();
        request.params().forEach(each -> query.put(each.getKey(), each.getValue()));
        Optional<ApiCall> call = ApiCall.of(
                request.method().name(),
                request.path(),
                query,
                Optional.ofNullable(request.getHeader("User-Agent")).orElse(""),
                Optional.ofNullable(request.getHeader("Content-Type")).orElse(""));
        if (request.getHeader("Upgrade") != null) {
            call.ifPresent(watched -> later(() -> answer(request, watched, "")));
        } else {
            request.body()
                    .onSuccess(body -> later(() -> call.ifPresentOrElse(
                            known -> answer(request, known, body.toString()), () -> document(request))));
        }
    }

    private void later(Runnable answer) {
        long delay = faults.delay().toMillis();
        if (delay == 0) {
            answer.run();
        } else {
            vertx.setTimer(delay, timer -> answer.run());
        }
    }

    private void document(HttpServerRequest request) {
        resources
                .document(request.path())
                .ifPresentOrElse(
                        found -> reply(request, 200, found),
                        () -> reply(
                                request,
                                404,
                                Refusal.of(404, "NotFound", "the server could not find the requested resource")
                                        .status()));
    }

    private void answer(HttpServerRequest request, ApiCall call, String body) {
        journal.add(call);
        try {
            faults.meet(call);
            access.check(call);
            if (call.verb().equals("watch")) {
                watch(request, call, resources.kind(call));
            } else if (call.subresource().equals("log")) {
                log(request, call);
            } else {
                ObjectNode done = dispatch.answer(call, body);
                if (faults.loses(call)) {
                    request.connection().close();
                    return;
                }
                reply(request, call.verb().equals("create") ? 201 : 200, done);
            }
        } catch (Refusal refusal) {
            if (refusal.status().at("/details").has("retryAfterSeconds")) {
                request.response()
                        .putHeader(
                                "Retry-After",
                                refusal.status()
                                        .at("/details/retryAfterSeconds")
                                        .asText());
            }
            reply(request, refusal.code(), refusal.status());
        } catch (IOException | RuntimeException e) {
            reply(
                    request,
                    500,
                    Refusal.of(500, "InternalError", "Internal error occurred: " + e)
                            .status());
        }
    }

    private static void reply(HttpServerRequest request, int code, ObjectNode body) {
        request.response()
                .setStatusCode(code)
                .putHeader("Content-Type", "application/json")
                .end(body.toString());
    }

    private void watch(HttpServerRequest request, ApiCall call, String kind) {
        if (request.getHeader("Upgrade") != null) {
            request.toWebSocket().onSuccess(socket -> {
                ApiWatch watch = new ApiWatch(store, call, kind, socket::writeTextMessage, socket::close);
                socket.closeHandler(closed -> leave(watch));
                begin(call, watch);
            });
            return;
        }
        HttpServerResponse response = request.response().setChunked(true).putHeader("Content-Type", "application/json");
        ApiWatch watch = new ApiWatch(store, call, kind, response::write, response::end);
        response.closeHandler(closed -> leave(watch));
        begin(call, watch);
    }

    private void begin(ApiCall call, ApiWatch watch) {
        watches.add(watch);
        watch.begin();
        if (call.query().containsKey("timeoutSeconds")) {
            vertx.setTimer(1000 * Long.parseLong(call.query().get("timeoutSeconds")), timer -> {
                if (watches.remove(watch)) {
                    watch.cut();
                }
            });
        }
    }

    private void leave(ApiWatch watch) {
        watch.end();
        watches.remove(watch);
    }

    /** A log exists once its container has started. */
    private void log(HttpServerRequest request, ApiCall call) {
        ObjectKey pod = new ObjectKey("pods", call.namespace(), call.name());
        ObjectNode found = store.get(pod).orElseThrow(() -> Refusal.notFound("pods", call.name()));
        String asked = call.query()
                .getOrDefault("container", found.at("/spec/containers/0/name").asText());
        if (!found.at("/spec/containers").findValuesAsText("name").contains(asked)) {
            throw Refusal.bad("container " + asked + " is not valid for pod " + call.name());
        }
        if (call.has("previous")) {
            throw Refusal.bad(
                    "previous terminated container \"" + asked + "\" in pod \"" + call.name() + "\" not found");
        }
        if (found.at("/status/phase").asText().equals("Pending")) {
            String reason =
                    found.at("/status/containerStatuses/0/state/waiting/reason").asText("ContainerCreating");
            throw Refusal.bad(
                    "container \"" + asked + "\" in pod \"" + call.name() + "\" is waiting to start: " + reason);
        }
        HttpServerResponse response = request.response().putHeader("Content-Type", "text/plain");
        if (!call.has("follow")) {
            response.end(logs.read(pod, call.query()));
            return;
        }
        response.setChunked(true);
        logs.follow(pod, call.query(), text -> response.write(Buffer.buffer(text)), response::end);
    }
}
