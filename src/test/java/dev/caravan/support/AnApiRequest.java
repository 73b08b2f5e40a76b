package dev.caravan.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.caravan.api.ApiRequest;
import dev.caravan.api.Caller;
import dev.caravan.api.Role;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Requests of the operator `ann`, as they reach what answers them. */
public final class AnApiRequest {

    private AnApiRequest() {}

    /** @param body JSON, in which ' stands for " */
    public static ApiRequest posting(String body) {
        return posting(body, Map.of());
    }

    /** @param path values of the placeholders in the path */
    public static ApiRequest posting(String body, Map<String, String> path) {
        return of("POST", body.replace('\'', '"'), path, Map.of());
    }

    public static ApiRequest getting(Map<String, List<String>> query) {
        return of("GET", "", Map.of(), query);
    }

    private static ApiRequest of(
            String method, String body, Map<String, String> path, Map<String, List<String>> query) {
        return new ApiRequest(
                new Caller("ann", Set.of(Role.OPERATOR)),
                method,
                "/api/v1/tested",
                path,
                query,
                null,
                "application/json",
                null,
                null,
                body.getBytes(UTF_8));
    }
}
