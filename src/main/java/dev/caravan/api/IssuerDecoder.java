package dev.caravan.api;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.web.client.RestTemplate;

/** Proves a token: signed by the issuer's keys, of this issuer, for this service, and in its time (a minute's skew). */
final class IssuerDecoder implements JwtDecoder {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final JwtDecoder decoder;

    /** The issuer is asked for its keys when the first token comes, and again until it answers: it may be away when we start. */
    IssuerDecoder(OidcSettings settings) {
        this.decoder = new SupplierJwtDecoder(() -> asked(settings));
    }

    /** @throws JwtException when the issuer cannot be asked; when the token is at fault, a BadJwtException */
    @Override
    public Jwt decode(String token) {
        requireSigned(token);
        try {
            return decoder.decode(token);
        } catch (JwtDecoderInitializationException e) {
            throw new JwtException(
                    String.valueOf(NestedExceptionUtils.getMostSpecificCause(e).getMessage()), e);
        }
    }

    /** Nobody is asked about what cannot be a token: a key that is wrong, for instance. */
    private static void requireSigned(String token) {
        try {
            SignedJWT.parse(token);
        } catch (ParseException e) {
            throw new BadJwtException("not a signed token", e);
        }
    }

    private static JwtDecoder asked(OidcSettings settings) {
        SimpleClientHttpRequestFactory connections = new SimpleClientHttpRequestFactory();
        connections.setConnectTimeout(TIMEOUT);
        connections.setReadTimeout(TIMEOUT);
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withIssuerLocation(settings.issuer())
                .restOperations(new RestTemplate(connections))
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                JwtValidators.createDefaultWithIssuer(settings.issuer()), isFor(settings.audience()), ends()));
        return decoder;
    }

    private static OAuth2TokenValidator<Jwt> isFor(String audience) {
        return new JwtClaimValidator<Collection<String>>(
                JwtClaimNames.AUD, audiences -> audiences != null && audiences.contains(audience));
    }

    /** Spring checks the end of a token that has one. */
    private static OAuth2TokenValidator<Jwt> ends() {
        return new JwtClaimValidator<>(JwtClaimNames.EXP, Objects::nonNull);
    }
}
