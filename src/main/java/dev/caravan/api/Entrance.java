package dev.caravan.api;

import java.util.ArrayList;
import java.util.List;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;

/** Who can show who they are: first the keys, which cost nothing to look at, then the tokens of the issuer. */
public final class Entrance {

    private Entrance() {}

    public static AuthenticationManager of(ApiSettings settings) {
        List<AuthenticationProvider> providers = new ArrayList<>();
        providers.add(new KeyCheck(settings.keys()));
        if (settings.oidc().isEnabled()) {
            JwtAuthenticationProvider tokens = new JwtAuthenticationProvider(new IssuerDecoder(settings.oidc()));
            tokens.setJwtAuthenticationConverter(new TokenCaller(settings.oidc()));
            providers.add(tokens);
        } else {
            providers.add(new UnknownToken());
        }
        return new ProviderManager(providers);
    }
}
