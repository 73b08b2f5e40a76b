package dev.caravan.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;

/** Where a key or a token is shown: `Authorization: Bearer …`, or `X-API-Key: …`; never in the address, which logs keep. */
class ShownToken implements BearerTokenResolver {
    private static final String BEARER = "Bearer ";

    /** @return null when nothing is shown */
    @Override
    public @Nullable String resolve(HttpServletRequest request) {
        List<String> shown = new ArrayList<>(Collections.list(request.getHeaders("X-API-Key")));
        for (String header : Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION))) {
            if (header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
                shown.add(header.substring(BEARER.length()).strip());
            }
        }
        if (shown.size() > 1 || shown.contains("")) {
            throw new InvalidBearerTokenException("not one key or token");
        }
        return shown.isEmpty() ? null : shown.get(0);
    }
}
