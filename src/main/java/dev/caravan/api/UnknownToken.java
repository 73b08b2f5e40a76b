package dev.caravan.api;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/** Where there is no issuer: what is none of our keys is refused. */
class UnknownToken implements AuthenticationProvider {

    @Override
    public boolean supports(Class<?> type) {
        return BearerTokenAuthenticationToken.class.isAssignableFrom(type);
    }

    @Override
    public Authentication authenticate(Authentication shown) {
        throw new InvalidBearerTokenException("neither a key nor a token of this service");
    }
}
