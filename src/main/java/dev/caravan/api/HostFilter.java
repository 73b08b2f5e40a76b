package dev.caravan.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Protects a service that asks nobody who they are from web pages that its user has open. A page of another site must not send orders
 * (its `Origin` is another), and a name that is made to point at this machine (DNS rebinding) must not make the page one of ours
 * (the `Host` is another).
 */
public class HostFilter extends OncePerRequestFilter {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1]");

    private final List<String> hosts;

    /** @param hosts further names of ours, in lower case */
    public HostFilter(List<String> hosts) {
        this.hosts = hosts;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String refusal = refusal(request);
        if (refusal == null) {
            chain.doFilter(request, response);
        } else {
            Problem.of(HttpStatus.FORBIDDEN, refusal).answer(request, response);
        }
    }

    /** @return null when nothing is wrong */
    private @Nullable String refusal(HttpServletRequest request) {
        String host = String.valueOf(request.getHeader(HttpHeaders.HOST)).toLowerCase(Locale.ROOT);
        if (!isOurs(host.replaceFirst(":\\d*$", ""))) {
            return "this service answers to loopback names and those of caravan.api.hosts, not to the Host of this request";
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        boolean foreign = origin != null && !origin.toLowerCase(Locale.ROOT).matches("https?://" + Pattern.quote(host));
        return foreign && Role.neededFor(request.getMethod()) == Role.OPERATOR
                ? "a page of another site, its Origin says, has sent this " + request.getMethod()
                : null;
    }

    private boolean isOurs(String name) {
        return LOOPBACK.matcher(name).matches() || hosts.contains(name);
    }
}
