package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request to the API.
 *
 * @param method of HTTP
 * @param path below `/api/v1`, with its parameters
 * @param body JSON, or null for none
 * @param accept the media type that is wanted
 * @param idempotencyKey by which the service knows a POST that is sent again; null for the other methods
 */
record Request(
        String method,
        String path,
        @Nullable JsonNode body,
        String accept,
        @Nullable String idempotencyKey) {

    static Request get(String path) {
        return new Request("GET", path, null, "application/json", null);
    }

    static Request post(String path, @Nullable JsonNode body) {
        return new Request(
                "POST", path, body, "application/json", UUID.randomUUID().toString());
    }

    static Request put(String path, JsonNode body) {
        return new Request("PUT", path, body, "application/json", null);
    }

    static Request delete(String path) {
        return new Request("DELETE", path, null, "application/json", null);
    }

    Request accepting(String type) {
        return new Request(method, path, body, type, idempotencyKey);
    }

    /** Whether it does no harm when the service gets it twice. */
    boolean mayBeRepeated() {
        return method.equals("GET") || idempotencyKey != null;
    }
}
