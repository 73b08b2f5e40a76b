package dev.caravan.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.caravan.setting.Secret;
import dev.caravan.support.AnApi;
import dev.caravan.support.Issuer;
import dev.caravan.support.RealRedis;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/** Tokens of a real issuer, which the service asks for its keys over HTTP. */
class TokensTest {
    private static Issuer issuer;
    private static AuthenticationManager entrance;

    @BeforeAll
    static void anIssuer() throws Exception {
        issuer = Issuer.start();
        entrance = Entrance.of(AnApi.withIssuer(issuer.address(), "caravan"));
    }

    @AfterAll
    static void noIssuer() {
        issuer.close();
    }

    @Test
    void aTokenSaysWhoItsUserIsAndWhatTheyMayDo() {
        assertThat(caller(issuer.token(
                        "caravan", Map.of("email", "ada@example.org", "roles", List.of("caravan-viewer")))))
                .isEqualTo(new Caller("ada@example.org", Set.of(Role.VIEWER)));
        assertThat(caller(issuer.token("caravan", Map.of("email", "ada@example.org", "roles", "x caravan-operator"))))
                .isEqualTo(new Caller("ada@example.org", Set.of(Role.OPERATOR)));
    }

    @Test
    void withoutAnAddressOfTheirOwnTheUserIsTheSubject() {
        assertThat(caller(issuer.token("caravan", Map.of())).name()).isEqualTo(Issuer.SUBJECT);
        assertThat(caller(issuer.token("caravan", Map.of("email", "root@example.org", "email_verified", false)))
                        .name())
                .isEqualTo(Issuer.SUBJECT);
    }

    @Test
    void withoutOurRolesAUserMayDoNothing() {
        assertThat(caller(issuer.token("caravan", Map.of("roles", List.of("admin", "CARAVAN-VIEWER"))))
                        .roles())
                .isEmpty();
        assertThat(caller(issuer.token("caravan", Map.of("roles", 7))).roles()).isEmpty();
    }

    @Test
    void rolesMayBeNested() {
        OidcSettings nested = new OidcSettings(
                issuer.address(), "caravan", "realm_access.roles", "sub", "reader", "caravan-operator");
        AuthenticationManager keycloak = Entrance.of(
                new ApiSettings(List.of(), nested, List.of(), AnApi.open().limits()));
        String token = issuer.token("caravan", Map.of("realm_access", Map.of("roles", List.of("reader"))));

        assertThat(Callers.of(keycloak.authenticate(new BearerTokenAuthenticationToken(token))))
                .isEqualTo(new Caller(Issuer.SUBJECT, Set.of(Role.VIEWER)));
    }

    @Test
    void aTokenForAnotherServiceIsRefused() {
        assertRefused(issuer.token("another", Map.of("roles", List.of("caravan-operator"))));
    }

    @Test
    void aTokenThatHasEndedIsRefused() {
        assertRefused(issuer.signed(claims().expirationTime(in(Duration.ofMinutes(-2)))));
        assertThat(caller(issuer.signed(claims().expirationTime(in(Duration.ofSeconds(-20))))))
                .as("a clock that is a little behind")
                .isNotNull();
    }

    @Test
    void aTokenThatNeverEndsOrHasNotBegunIsRefused() {
        assertRefused(issuer.signed(claims().expirationTime(null)));
        assertRefused(issuer.signed(claims().notBeforeTime(in(Duration.ofMinutes(5)))));
    }

    @Test
    void aTokenOfAnotherIssuerIsRefused() throws Exception {
        assertRefused(issuer.signed(claims().issuer("https://login.example.org")));
        assertRefused(issuer.signed(claims().issuer(null)));
        assertRefused(issuer.signed(claims().audience((String) null)));
    }

    @Test
    void aTokenThatTheIssuerHasNotSignedIsRefused() throws Exception {
        RSAKey foreign =
                new RSAKeyGenerator(2048).keyID(issuer.key().getKeyID()).generate();
        SignedJWT signed = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(foreign.getKeyID())
                        .build(),
                claims().build());
        signed.sign(new RSASSASigner(foreign));

        assertRefused(signed.serialize());
        assertRefused(new PlainJWT(claims().build()).serialize());
        assertRefused("a.b.c");
    }

    @Test
    void thePublicKeyIsNoSecretToSignWith() throws Exception {
        SignedJWT signed = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .keyID(issuer.key().getKeyID())
                        .build(),
                claims().build());
        signed.sign(new MACSigner(issuer.key().toRSAPublicKey().getEncoded()));

        assertRefused(signed.serialize());
    }

    @Test
    void keysAndTokensGoTogether() {
        Secret key = ApiKey.random();
        AuthenticationManager both =
                Entrance.of(AnApi.withIssuer(issuer.address(), "caravan", AnApi.key("script", Role.OPERATOR, key)));

        assertThat(Callers.of(both.authenticate(new BearerTokenAuthenticationToken(key.reveal())))
                        .name())
                .isEqualTo("script");
        assertThat(Callers.of(both.authenticate(new BearerTokenAuthenticationToken(issuer.token("caravan", Map.of()))))
                        .name())
                .isEqualTo(Issuer.SUBJECT);
    }

    @Test
    void anIssuerThatWasAwayIsAskedAgain() throws Exception {
        int port = RealRedis.freePort();
        AuthenticationManager patient = Entrance.of(AnApi.withIssuer("http://127.0.0.1:" + port, "caravan"));
        assertThatThrownBy(() -> authenticate(patient, issuer.token("caravan", Map.of())))
                .isInstanceOf(AuthenticationServiceException.class);
        assertThatThrownBy(() -> authenticate(patient, "a wrong key")).isInstanceOf(InvalidBearerTokenException.class);

        try (Issuer late = Issuer.start(port)) {
            String token = late.token("caravan", Map.of());
            assertThat(authenticate(patient, token).isAuthenticated()).isTrue();
        }
    }

    private static Authentication authenticate(AuthenticationManager by, String token) {
        return by.authenticate(new BearerTokenAuthenticationToken(token));
    }

    private static Caller caller(String token) {
        return Callers.of(entrance.authenticate(new BearerTokenAuthenticationToken(token)));
    }

    private static void assertRefused(String token) {
        assertThatThrownBy(() -> caller(token)).isInstanceOf(InvalidBearerTokenException.class);
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(issuer.address())
                .audience("caravan")
                .subject("mallory")
                .claim("roles", List.of("caravan-operator"))
                .expirationTime(in(Duration.ofMinutes(5)));
    }

    private static Date in(Duration time) {
        return Date.from(Instant.now().plus(time));
    }
}
