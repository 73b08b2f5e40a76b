package dev.caravan.api.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.api.Problem;
import java.util.Map;
import java.util.TreeMap;

/** What is said once for the whole document: who may call, how errors look, and the common answers. */
final class Overview {
    private static final Map<String, String> ANSWERS = new TreeMap<>(Map.of(
            "401", "The caller has to show who they are.",
            "403", "The caller may not do this.",
            "409", "The state of things does not allow it, or the first request with the same key still runs.",
            "422", "The same key was used for another request.",
            "429", "Too many requests; Retry-After says when to try again.",
            "503", "Redis cannot be reached; try again soon."));

    private Overview() {}

    static void write(ObjectNode document) {
        ObjectNode info = document.withObject("/info");
        info.put(
                "description",
                "Carries point clouds from a directory, through a converter, to object storage. Errors are problem documents"
                        + " (RFC 9457). Times are in UTC, with milliseconds. Unknown parameters and members are refused.");
        info.putObject("license").put("name", "Apache-2.0").put("identifier", "Apache-2.0");
        document.putArray("servers").addObject().put("url", "/").put("description", "This service.");
        document.remove("tags");
        answers(document.withObject("/components/responses"));
        key(document.withObject("/components/parameters/IdempotencyKey"));
        callers(document);
    }

    private static void answers(ObjectNode responses) {
        ANSWERS.forEach((status, sentence) -> {
            ObjectNode response = responses.putObject(status).put("description", sentence);
            ObjectNode content = response.putObject("content").putObject(Problem.MEDIA_TYPE);
            content.putObject("schema").put("$ref", "#/components/schemas/Problem");
            content.putObject("example")
                    .put("type", "about:blank")
                    .put("title", title(status))
                    .put("status", Integer.parseInt(status))
                    .put("detail", sentence);
        });
    }

    private static String title(String status) {
        return org.springframework.http.HttpStatus.valueOf(Integer.parseInt(status))
                .getReasonPhrase();
    }

    private static void key(ObjectNode parameter) {
        parameter.put("name", "Idempotency-Key").put("in", "header").put("required", false);
        parameter.put(
                "description",
                "The same request with the same key is done once; for 24 hours it is answered as the first time, with the"
                        + " header Idempotency-Replayed: true.");
        parameter
                .putObject("schema")
                .put("type", "string")
                .put("minLength", 1)
                .put("maxLength", 128)
                .put("pattern", "^[ -~]+$");
    }

    /** Either of the two; nothing where nobody has to say who they are. */
    private static void callers(ObjectNode document) {
        ObjectNode schemes = document.withObject("/components/securitySchemes");
        schemes.putObject("bearer")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", "An API key, or a token of the configured OpenID issuer.");
        schemes.putObject("key")
                .put("type", "apiKey")
                .put("in", "header")
                .put("name", "X-API-Key")
                .put("description", "An API key.");
        var either = document.putArray("security");
        either.addObject().putArray("bearer");
        either.addObject().putArray("key");
        either.addObject();
    }
}
