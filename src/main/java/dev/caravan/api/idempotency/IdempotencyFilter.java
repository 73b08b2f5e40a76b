package dev.caravan.api.idempotency;

import dev.caravan.api.ApiRequest;
import dev.caravan.api.BadRequestException;
import dev.caravan.api.Problem;
import dev.caravan.api.Problems;
import dev.caravan.api.RequestFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Does a POST with an `Idempotency-Key` once. Whoever sends it again gets the first answer, with `Idempotency-Replayed: true`; 409 while
 * the first still runs; 422 when it is another request. It stands behind the filter that reads requests, in front of all routes, so
 * that none has to know of it.
 *
 * <p>An answer of 500 or more is not kept: the request was not done, and is worth another try.
 */
public class IdempotencyFilter extends OncePerRequestFilter {
    private static final String REPLAYED = "Idempotency-Replayed";
    private static final String ANSWER = IdempotencyFilter.class.getName() + ".answer";
    private static final int LONGEST_KEY = 128;
    private static final List<String> KEPT_HEADERS = List.of("Content-Type", "Location");

    private final AnswerStore store;

    public IdempotencyFilter(AnswerStore store) {
        this.store = store;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST")
                || !request.getRequestURI().startsWith("/api/")
                || RequestFilter.requestOf(request).idempotencyKey() == null;
    }

    /** A route may answer on another thread: then the container comes here twice. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isAsyncDispatch(request)) {
            pass(request, response, chain, null);
            return;
        }
        ApiRequest asked = RequestFilter.requestOf(request);
        String digest = RequestDigest.of(asked);
        Optional<KeptAnswer> kept;
        String key;
        try {
            key = key(asked);
            kept = store.begin(key, digest);
        } catch (BadRequestException | DataAccessException e) {
            Problems.of(e).answer(request, response);
            return;
        }
        if (kept.isPresent()) {
            again(kept.get(), digest, request, response);
        } else {
            pass(request, response, chain, new Pending(key, digest));
        }
    }

    private record Pending(String key, String digest) {}

    private static String key(ApiRequest request) {
        String key = Objects.requireNonNull(request.idempotencyKey());
        if (key.length() > LONGEST_KEY) {
            throw new BadRequestException("Idempotency-Key", key, "1 to 128 visible ASCII characters");
        }
        return RequestDigest.ofKey(request.caller().name(), key);
    }

    private static void again(KeptAnswer kept, String digest, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Integer status = kept.status();
        if (!kept.request().equals(digest)) {
            Problem.of(HttpStatus.UNPROCESSABLE_ENTITY, "this Idempotency-Key was used for another request")
                    .answer(request, response);
        } else if (status == null) {
            Problem.of(HttpStatus.CONFLICT, "the first request with this Idempotency-Key still runs")
                    .answer(request, response);
        } else {
            response.setStatus(status);
            kept.headers().forEach(response::setHeader);
            response.setHeader(REPLAYED, "true");
            response.getOutputStream().write(kept.body());
        }
    }

    private void pass(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain, @Nullable Pending begun)
            throws ServletException, IOException {
        ContentCachingResponseWrapper answer = answer(request, response);
        if (begun != null) {
            request.setAttribute(ANSWER + ".pending", begun);
        }
        Pending pending = (Pending) Objects.requireNonNull(request.getAttribute(ANSWER + ".pending"));
        boolean done = false;
        try {
            chain.doFilter(request, answer);
            done = true;
        } finally {
            if (!done) {
                store.forget(pending.key());
            }
        }
        if (!isAsyncStarted(request)) {
            keep(pending, answer);
            answer.copyBodyToResponse();
        }
    }

    private static ContentCachingResponseWrapper answer(HttpServletRequest request, HttpServletResponse response) {
        if (request.getAttribute(ANSWER) instanceof ContentCachingResponseWrapper begun) {
            return begun;
        }
        ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
        request.setAttribute(ANSWER, answer);
        return answer;
    }

    /** When Redis has gone meanwhile the caller still gets the answer. */
    private void keep(Pending pending, ContentCachingResponseWrapper answer) {
        try {
            if (answer.getStatus() >= 500) {
                store.forget(pending.key());
                return;
            }
            Map<String, String> headers = new HashMap<>();
            for (String name : KEPT_HEADERS) {
                Optional.ofNullable(answer.getHeader(name)).ifPresent(value -> headers.put(name, value));
            }
            Optional.ofNullable(answer.getContentType()).ifPresent(type -> headers.put("Content-Type", type));
            store.end(
                    pending.key(),
                    new KeptAnswer(pending.digest(), answer.getStatus(), headers, answer.getContentAsByteArray()));
        } catch (DataAccessException e) {
            logger.warn("an answer could not be kept for its Idempotency-Key", e);
        }
    }
}
