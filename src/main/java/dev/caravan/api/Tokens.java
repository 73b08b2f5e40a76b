package dev.caravan.api;

import jakarta.servlet.Filter;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;

/** Reads the key or token of a request, and lets its owner in. */
public final class Tokens {

    private Tokens() {}

    public static Filter filter(AuthenticationManager entrance, Refusal refusal) {
        BearerTokenAuthenticationFilter filter = new BearerTokenAuthenticationFilter(entrance);
        filter.setBearerTokenResolver(new ShownToken());
        filter.setAuthenticationEntryPoint(refusal);
        // Spring's own would pass on that the issuer cannot be asked as a fault of ours.
        filter.setAuthenticationFailureHandler(refusal::commence);
        return filter;
    }
}
