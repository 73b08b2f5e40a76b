package dev.caravan.cli.remote;

import dev.caravan.setting.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends requests to one service. Redirections are not followed: the key is for this service alone. */
final class Transport {
    private static final Duration CONNECTING = Duration.ofSeconds(10);

    private final String service;
    private final Secret key;
    private final Duration timeout;
    private final Surroundings.Pause pause;
    private final HttpClient http;

    /** @param service its address without a slash at the end */
    Transport(String service, Secret key, Duration timeout, Surroundings.Pause pause) {
        this.service = service;
        this.key = key;
        this.timeout = timeout;
        this.pause = pause;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout.compareTo(CONNECTING) < 0 ? timeout : CONNECTING)
                .build();
    }

    /** Its address, without a slash at the end. */
    String service() {
        return service;
    }

    /**
     * The whole answer, whatever its status; requests that do no harm twice are sent again when that may help.
     *
     * @throws RemoteException when there is none
     */
    Answer send(Request request) {
        for (int sent = 1; ; sent++) {
            Optional<Duration> again;
            try {
                Answer answer = Answer.of(about(request), await(request, BodyHandlers.ofByteArray(), Map.of()));
                again = Retries.after(request, answer, sent);
                if (again.isEmpty()) {
                    return answer;
                }
            } catch (IOException e) {
                again = Retries.after(request, e, sent);
                if (again.isEmpty()) {
                    throw RemoteException.unreachable(words(request, e), e);
                }
            }
            pause(again.get());
        }
    }

    /**
     * An answer that is read while it comes.
     *
     * @param headers further ones of the request
     */
    HttpResponse<InputStream> open(Request request, Map<String, String> headers) {
        try {
            return await(request, BodyHandlers.ofInputStream(), headers);
        } catch (IOException e) {
            throw RemoteException.unreachable(words(request, e), e);
        }
    }

    void pause(Duration time) {
        try {
            pause.of(time);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    String about(Request request) {
        return request.method() + " " + address(request);
    }

    private <T> HttpResponse<T> await(Request request, BodyHandler<T> handler, Map<String, String> headers)
            throws IOException {
        CompletableFuture<HttpResponse<T>> answer = http.sendAsync(http(request, headers), handler);
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException fault ? fault : new IOException(e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new HttpTimeoutException("no answer within " + Words.duration(timeout.toMillis() / 1e3));
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private HttpRequest http(Request request, Map<String, String> headers) {
        HttpRequest.Builder http = HttpRequest.newBuilder(URI.create(address(request)))
                .method(request.method(), body(request))
                .header("Accept", request.accept());
        headers.forEach(http::header);
        if (request.body() != null) {
            http.header("Content-Type", "application/json");
        }
        if (request.idempotencyKey() != null) {
            http.header("Idempotency-Key", request.idempotencyKey());
        }
        if (!key.isEmpty()) {
            http.header("Authorization", "Bearer " + key.reveal());
        }
        return http.build();
    }

    private static BodyPublisher body(Request request) {
        return request.body() == null
                ? BodyPublishers.noBody()
                : BodyPublishers.ofString(request.body().toString());
    }

    private String address(Request request) {
        return service + "/api/v1" + request.path();
    }

    private String words(Request request, IOException fault) {
        if (fault instanceof ConnectException) {
            return "there is no service at " + service + "; --url or the variable CARAVAN_URL says where it is";
        }
        String reason = fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.getMessage();
        return about(request) + ": " + reason;
    }

    private static RemoteException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return RemoteException.unreachable("interrupted", e);
    }
}
