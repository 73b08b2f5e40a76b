package dev.caravan.cli.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What the service has answered.
 *
 * @param about method and address of the request, for messages
 * @param status of HTTP
 * @param body as it came
 */
record Answer(String about, int status, HttpHeaders headers, byte[] body) {
    private static final JsonMapper JSON = new JsonMapper();

    static Answer of(String about, HttpResponse<byte[]> response) {
        return new Answer(about, response.statusCode(), response.headers(), response.body());
    }

    boolean isGood() {
        return status >= 200 && status < 300;
    }

    boolean isJson() {
        String type = headers.firstValue("Content-Type").orElse("");
        return type.startsWith("application/json") || type.startsWith("application/problem+json");
    }

    Optional<String> location() {
        return status >= 300 && status < 400 ? headers.firstValue("Location") : Optional.empty();
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** @throws RemoteException when it is no JSON: something else answers at this address */
    JsonNode json() {
        try {
            return JSON.readTree(text());
        } catch (JsonProcessingException e) {
            throw RemoteException.unreachable(
                    about + " was answered with something that is no JSON: is this Caravan?", e);
        }
    }
}
