package dev.caravan.api;

import io.github.bucket4j.TimeMeter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers 429 to a caller who asks too often. Who has no name is known by their address. */
public class RateFilter extends OncePerRequestFilter {
    private final RateLimits limits;
    private final RequestMatcher unlimited;
    private final String settingsKey;

    /** @param unlimited the probes: a flood from the address of an orchestrator must not make it stop a service that works */
    public RateFilter(LimitSettings settings, RequestMatcher unlimited) {
        this(settings, unlimited, "caravan.api.limits");
    }

    /** @param settingsKey names the limits for who has exceeded them */
    public RateFilter(LimitSettings settings, RequestMatcher unlimited, String settingsKey) {
        this.limits = new RateLimits(settings, TimeMeter.SYSTEM_MILLISECONDS);
        this.unlimited = unlimited;
        this.settingsKey = settingsKey;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return unlimited.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Duration pause = limits.take(who(request));
        if (pause.isZero()) {
            chain.doFilter(request, response);
        } else {
            // Rounded up: the header has whole seconds.
            response.setHeader(
                    HttpHeaders.RETRY_AFTER,
                    String.valueOf(pause.plusMillis(999).toSeconds()));
            Problem.of(
                            HttpStatus.TOO_MANY_REQUESTS,
                            "more requests than " + settingsKey + " allows; wait as Retry-After says")
                    .answer(request, response);
        }
    }

    private static String who(HttpServletRequest request) {
        Caller caller = Callers.of(SecurityContextHolder.getContext().getAuthentication());
        return caller == null || caller.equals(Caller.ANONYMOUS)
                ? "address " + request.getRemoteAddr()
                : "caller " + caller.name();
    }
}
