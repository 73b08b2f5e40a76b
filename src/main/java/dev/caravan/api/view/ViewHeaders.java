package dev.caravan.api.view;

import dev.caravan.viewer.ViewerSettings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets pages of the configured origins read what links lead to, errors included, and answers browsers that ask first. Nothing here takes cookies,
 * so `*` is as good as a name. The address, which has the token, goes to nobody as `Referer`.
 */
public class ViewHeaders extends OncePerRequestFilter {
    private static final String METHODS = "GET, HEAD, OPTIONS";

    private final ViewerSettings settings;

    public ViewHeaders(ViewerSettings settings) {
        this.settings = settings;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        boolean welcome = letIn(origin, response);
        if (!request.getMethod().equals("OPTIONS")) {
            chain.doFilter(request, response);
        } else if (CorsUtils.isPreFlightRequest(request) && !welcome) {
            ViewServlet.refuse(
                    response, HttpStatus.FORBIDDEN, "pages of " + origin + " are not among caravan.viewer.origins");
        } else {
            options(response, welcome);
        }
    }

    private boolean letIn(@Nullable String origin, HttpServletResponse response) {
        boolean any = settings.origins().contains(ViewerSettings.ANY);
        if (!any) {
            response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        }
        if (origin == null || !settings.lets(origin)) {
            return false;
        }
        response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, any ? ViewerSettings.ANY : origin);
        response.setHeader(
                HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, "content-range, content-length, etag, accept-ranges");
        return true;
    }

    private static void options(HttpServletResponse response, boolean welcome) {
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        response.setHeader(HttpHeaders.ALLOW, METHODS);
        if (welcome) {
            response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
            response.setHeader(
                    HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, "range, content-type, if-none-match, if-range");
            response.setHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "86400");
        }
    }
}
