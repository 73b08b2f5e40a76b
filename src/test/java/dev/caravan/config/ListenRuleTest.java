package dev.caravan.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.api.ApiSettings;
import dev.caravan.api.Role;
import dev.caravan.setting.InvalidSettingException;
import dev.caravan.setting.Secret;
import dev.caravan.support.AnApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class ListenRuleTest {
    private static final ApiSettings NO_KEY = AnApi.open();
    private static final ApiSettings KEY =
            AnApi.withKeys(AnApi.key("script", Role.VIEWER, new Secret("correct-horse")));
    private static final ApiSettings ISSUER = AnApi.withIssuer("https://login.example.org", "caravan");

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "::1", "localhost"})
    void loopbackNeedsNoKey(String address) {
        assertThatCode(() -> ListenRule.check(serverAt(address), NO_KEY)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.7", "", "no.such.host.invalid"})
    void everythingElseNeedsOne(String address) {
        assertThatThrownBy(() -> ListenRule.check(serverAt(address), NO_KEY))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("server.address: ")
                .hasMessageContaining("caravan.api.keys")
                .hasMessageContaining("caravan.api.oidc.issuer");
        assertThatCode(() -> ListenRule.check(serverAt(address), KEY)).doesNotThrowAnyException();
        assertThatCode(() -> ListenRule.check(serverAt(address), ISSUER)).doesNotThrowAnyException();
    }

    @Test
    void withoutAnAddressTheServerListensEverywhere() {
        assertThatThrownBy(() -> ListenRule.check(new MockEnvironment(), NO_KEY))
                .hasMessageStartingWith("server.address: ");
    }

    @Test
    void aPortOfItsOwnForManagementHasTheSameRule() {
        MockEnvironment environment = serverAt("127.0.0.1").withProperty("management.server.port", "8081");

        assertThatThrownBy(() -> ListenRule.check(environment, NO_KEY))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("management.server.address: ");
        environment.setProperty("management.server.address", "0.0.0.0");
        assertThatThrownBy(() -> ListenRule.check(environment, NO_KEY)).hasMessageContaining("'0.0.0.0'");
        assertThatCode(() -> ListenRule.check(environment, KEY)).doesNotThrowAnyException();
        environment.setProperty("management.server.address", "127.0.0.1");
        assertThatCode(() -> ListenRule.check(environment, NO_KEY)).doesNotThrowAnyException();
    }

    private static MockEnvironment serverAt(String address) {
        return new MockEnvironment().withProperty("server.address", address);
    }
}
