package dev.caravan.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All that a route may know of a request. Nothing else of it reaches an exchange, so that no name or value from outside steers a
 * component.
 *
 * @param caller who asks
 * @param method `GET`, `POST` and so on
 * @param path as it stands in the request line, without the query
 * @param pathParameters by the names of the placeholders in the rest path; decoded
 * @param query all values of each parameter, in their order; decoded
 * @param accept the header `Accept`
 * @param contentType the header `Content-Type`
 * @param idempotencyKey the header `Idempotency-Key`
 * @param lastEventId the header `Last-Event-ID`
 * @param body as it was sent; empty when there is none; not larger than `caravan.api.limits.maximum-body`
 */
public record ApiRequest(
        Caller caller,
        String method,
        String path,
        Map<String, String> pathParameters,
        Map<String, List<String>> query,
        @Nullable String accept,
        @Nullable String contentType,
        @Nullable String idempotencyKey,
        @Nullable String lastEventId,
        byte[] body) {

    public ApiRequest {
        pathParameters = Map.copyOf(pathParameters);
        query = Map.copyOf(query);
    }

    ApiRequest withPathParameters(Map<String, String> parameters) {
        return new ApiRequest(
                caller, method, path, parameters, query, accept, contentType, idempotencyKey, lastEventId, body);
    }

    /** @throws IllegalArgumentException when the rest path has no such placeholder, which is our own fault */
    public String pathParameter(String name) {
        String value = pathParameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("'" + path + "' has no placeholder {" + name + "}");
        }
        return value;
    }

    /** All values of a parameter; none when it is not there. */
    public List<String> parameters(String name) {
        return query.getOrDefault(name, List.of());
    }

    /** @throws BadRequestException when it is there more than once */
    public Optional<String> parameter(String name) {
        List<String> values = parameters(name);
        if (values.size() > 1) {
            throw new BadRequestException(name, String.join(", ", values), "there once");
        }
        return values.stream().findFirst();
    }

    /**
     * A whole number from {@code least} to {@code most}.
     *
     * @throws BadRequestException when it is something else
     */
    public long number(String name, long least, long most, long otherwise) {
        return parameter(name).map(value -> number(name, value, least, most)).orElse(otherwise);
    }

    /** @throws BadRequestException when there is a parameter of another name, misspelt perhaps */
    public void allowParameters(String... names) {
        Set<String> allowed = new TreeSet<>(Set.of(names));
        List<FieldProblem> unknown = query.keySet().stream()
                .filter(name -> !allowed.contains(name))
                .sorted()
                .map(name -> new FieldProblem(
                        name,
                        parameters(name).get(0),
                        allowed.isEmpty()
                                ? "left out: there are no parameters here"
                                : "one of the parameters " + allowed))
                .toList();
        if (!unknown.isEmpty()) {
            throw new BadRequestException(unknown);
        }
    }

    private static long number(String name, String value, long least, long most) {
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Answered below, as a number outside the limits.
        }
        throw new BadRequestException(name, value, "a whole number from " + least + " to " + most);
    }
}
