package dev.caravan.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * An error as RFC 9457 wants it.
 *
 * @param type `about:blank`: the status says what kind it is
 * @param title the status in words
 * @param status the HTTP status code
 * @param detail what was wrong this time
 * @param instance the path that was asked for; left out when it is not known
 * @param errors which fields were wrong; left out when it is none
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String instance,
        List<FieldProblem> errors) {
    public static final String MEDIA_TYPE = "application/problem+json";
    private static final ObjectMapper JSON = new ObjectMapper();

    public Problem {
        errors = List.copyOf(errors);
    }

    public static Problem of(HttpStatus status, String detail) {
        return of(status, detail, List.of());
    }

    static Problem of(HttpStatus status, String detail, List<FieldProblem> errors) {
        return new Problem("about:blank", status.getReasonPhrase(), status.value(), detail, null, errors);
    }

    public Problem at(@Nullable String path) {
        return new Problem(type, title, status, detail, path, errors);
    }

    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem of strings and a number is always JSON", e);
        }
    }

    /** As the answer to a request; headers of the answer that are set already stay. */
    public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        at(request.getRequestURI()).answer(response);
    }

    /** The same without the path, where that is not to be repeated. */
    public void answer(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        response.setContentType(MEDIA_TYPE);
        response.getOutputStream().write(toJson().getBytes(StandardCharsets.UTF_8));
    }
}
