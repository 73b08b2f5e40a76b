package dev.caravan.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.setting.Secret;
import dev.caravan.support.AnApi;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

class KeyCheckTest {
    private final Secret key = ApiKey.random();
    private final Secret other = ApiKey.random();
    private final AuthenticationManager entrance = Entrance.of(
            AnApi.withKeys(AnApi.key("dashboard", Role.VIEWER, key), AnApi.key("script", Role.OPERATOR, other)));

    @Test
    void aKeyIsKnownByItsHash() {
        assertThat(Callers.of(authenticated(key.reveal()))).isEqualTo(new Caller("dashboard", Set.of(Role.VIEWER)));
        assertThat(Callers.of(authenticated(other.reveal()))).isEqualTo(new Caller("script", Set.of(Role.OPERATOR)));
        assertThat(authenticated(key.reveal()).toString()).doesNotContain(key.reveal());
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong", "caravan_", "sha256:0000"})
    void anotherKeyIsNot(String wrong) {
        assertThatThrownBy(() -> authenticated(wrong)).isInstanceOf(InvalidBearerTokenException.class);
    }

    @Test
    void theHashIsNoKey() {
        assertThatThrownBy(() -> authenticated(ApiKey.hash(key))).isInstanceOf(InvalidBearerTokenException.class);
        assertThatThrownBy(() -> authenticated(key.reveal() + "x")).isInstanceOf(InvalidBearerTokenException.class);
    }

    @Test
    void aKeyHas256RandomBitsAndItsHashIsThatOfEveryTool() {
        assertThat(key.reveal()).matches("caravan_[A-Za-z0-9_-]{43}");
        assertThat(key).isNotEqualTo(other);
        assertThat(ApiKey.hash(new Secret("abc")))
                .isEqualTo("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void aKeyIsShownInOneOfTwoHeaders() {
        assertThat(shown("Authorization", "Bearer abc")).isEqualTo("abc");
        assertThat(shown("authorization", "bearer  abc ")).isEqualTo("abc");
        assertThat(shown("x-api-key", "abc")).isEqualTo("abc");
        assertThat(shown("Authorization", "Basic abc")).isNull();
        assertThat(shown("Accept", "*/*")).isNull();
    }

    @Test
    void oneCallerShowsOneKey() {
        MockHttpServletRequest both = new MockHttpServletRequest();
        both.addHeader("Authorization", "Bearer abc");
        both.addHeader("X-API-Key", "abc");

        assertThatThrownBy(() -> new ShownToken().resolve(both)).isInstanceOf(InvalidBearerTokenException.class);
        assertThatThrownBy(() -> shown("Authorization", "Bearer ")).isInstanceOf(InvalidBearerTokenException.class);
        assertThatThrownBy(() -> shown("X-API-Key", "")).isInstanceOf(InvalidBearerTokenException.class);
    }

    @Test
    void aKeyInTheAddressIsNotLookedAt() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setParameter("access_token", key.reveal());

        assertThat(new ShownToken().resolve(request)).isNull();
    }

    private Authentication authenticated(String token) {
        return entrance.authenticate(new BearerTokenAuthenticationToken(token));
    }

    private static String shown(String header, String value) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader(header, value);
        return new ShownToken().resolve(request);
    }
}
