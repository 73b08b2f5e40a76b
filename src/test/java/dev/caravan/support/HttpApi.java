package dev.caravan.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;

/** The API of a running service, as a caller without a library uses it. */
public final class HttpApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = newClient();

    private final String base;

    private HttpApi(String base) {
        this.base = base;
    }

    public static HttpApi of(CaravanProcess service) {
        return new HttpApi(service.uri("/api/v1").toString());
    }

    public HttpResponse<String> get(String path) {
        return send("GET", path, null);
    }

    /** The answer's body; the status must be one of success. */
    public JsonNode json(String path) {
        return json(get(path));
    }

    public static JsonNode json(HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw new AssertionError(answer.uri() + ": " + answer.statusCode() + " " + answer.body());
        }
        return tree(answer);
    }

    /** The same, whatever the status. */
    public static JsonNode tree(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError(answer.uri() + ": no JSON: " + answer.body(), e);
        }
    }

    /**
     * @param body null for none; it is sent as JSON unless the headers say otherwise
     * @param headers name, value, …
     */
    public HttpResponse<String> send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofMinutes(1));
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.method(method, HttpRequest.BodyPublishers.ofString(body));
            if (!Arrays.asList(headers).contains("Content-Type")) {
                request.header("Content-Type", "application/json");
            }
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client(method).send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path + ": " + e, e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * A server may close a connection that is kept at the moment in which it is used again; Java's client tries a GET again then, by which
     * nothing is done twice, and fails with anything else.
     */
    private static HttpClient client(String method) {
        return method.equals("GET") ? HTTP : newClient();
    }

    private static HttpClient newClient() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }
}
