package dev.caravan.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads each request whole, within the limit for bodies. Below `/api/` Camel gets it without body and parameters; what a route may
 * know of it is kept as an {@link ApiRequest}.
 */
public class RequestFilter extends OncePerRequestFilter {
    private static final String ATTRIBUTE = ApiRequest.class.getName();

    private final RequestReader reader;
    private final Callers callers;

    public RequestFilter(RequestReader reader, Callers callers) {
        this.reader = reader;
        this.callers = callers;
    }

    /** What this filter has read of a request. */
    public static ApiRequest requestOf(HttpServletRequest request) {
        return Objects.requireNonNull(
                (ApiRequest) request.getAttribute(ATTRIBUTE), "a path of the API begins with /api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpServletRequest sealed;
        try {
            sealed = sealed(request);
        } catch (BadRequestException | BodyTooLargeException e) {
            response.setHeader("Connection", "close");
            Problems.of(e).answer(request, response);
            return;
        }
        chain.doFilter(sealed, response);
    }

    private HttpServletRequest sealed(HttpServletRequest request) throws IOException {
        if (!request.getRequestURI().startsWith("/api/")) {
            return new ReadRequest(request, reader.body(request));
        }
        request.setAttribute(ATTRIBUTE, reader.read(request, callers.current()));
        return new SealedRequest(request);
    }
}
