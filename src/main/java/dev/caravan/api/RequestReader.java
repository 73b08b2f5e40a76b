package dev.caravan.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.util.unit.DataSize;

/** Reads a request from the servlet container: the few headers that our API knows, the query, and the body within its limit. */
public class RequestReader {
    private static final Pattern VISIBLE = Pattern.compile("[\\x20-\\x7E]{1,255}");

    private final DataSize mostBody;

    /** @param mostBody the largest body that is read */
    public RequestReader(DataSize mostBody) {
        this.mostBody = mostBody;
    }

    /**
     * @throws BadRequestException when a header or the query cannot be read
     * @throws BodyTooLargeException when there is more than the limit; no more than that has been read
     */
    ApiRequest read(HttpServletRequest request, Caller caller) throws IOException {
        return new ApiRequest(
                caller,
                request.getMethod(),
                request.getRequestURI(),
                Map.of(),
                Query.parse(request.getQueryString()),
                request.getHeader(HttpHeaders.ACCEPT),
                request.getContentType(),
                single(request, "Idempotency-Key"),
                single(request, "Last-Event-ID"),
                body(request));
    }

    /** A body without a length in its headers is counted while it is read. */
    byte[] body(HttpServletRequest request) throws IOException {
        int most = Math.toIntExact(mostBody.toBytes());
        if (request.getContentLengthLong() > most) {
            throw new BodyTooLargeException(mostBody);
        }
        byte[] body = request.getInputStream().readNBytes(most + 1);
        if (body.length > most) {
            throw new BodyTooLargeException(mostBody);
        }
        return body;
    }

    private static @Nullable String single(HttpServletRequest request, String header) {
        List<String> values = Collections.list(request.getHeaders(header));
        if (values.isEmpty()) {
            return null;
        }
        String value = String.join(", ", values);
        if (values.size() > 1 || !VISIBLE.matcher(value).matches()) {
            throw new BadRequestException(header, value, "there once, 1 to 255 visible ASCII characters");
        }
        return value;
    }
}
