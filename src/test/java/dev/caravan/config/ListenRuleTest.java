package dev.caravan.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.api.ApiSettings;
import dev.caravan.api.LimitSettings;
import dev.caravan.setting.InvalidSettingException;
import dev.caravan.setting.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.util.unit.DataSize;

class ListenRuleTest {
    private static final LimitSettings LIMITS = new LimitSettings(DataSize.ofMegabytes(1));
    private static final ApiSettings NO_KEY = new ApiSettings(Secret.NONE, LIMITS);
    private static final ApiSettings KEY = new ApiSettings(new Secret("correct-horse"), LIMITS);

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
                .hasMessageContaining("caravan.api.key");
        assertThatCode(() -> ListenRule.check(serverAt(address), KEY)).doesNotThrowAnyException();
    }

    @Test
    void withoutAnAddressTheServerListensEverywhere() {
        assertThatThrownBy(() -> ListenRule.check(new MockEnvironment(), NO_KEY))
                .hasMessageStartingWith("server.address: ");
    }

    /** The key is asked for on `server.port` only. */
    @Test
    void aPortOfItsOwnForManagementStaysOnLoopbackWithAKeyToo() {
        MockEnvironment environment = serverAt("127.0.0.1").withProperty("management.server.port", "8081");

        assertThatThrownBy(() -> ListenRule.check(environment, KEY))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("management.server.address: ");
        environment.setProperty("management.server.address", "0.0.0.0");
        assertThatThrownBy(() -> ListenRule.check(environment, KEY)).hasMessageContaining("'0.0.0.0'");
        environment.setProperty("management.server.address", "127.0.0.1");
        assertThatCode(() -> ListenRule.check(environment, NO_KEY)).doesNotThrowAnyException();
    }

    private static MockEnvironment serverAt(String address) {
        return new MockEnvironment().withProperty("server.address", address);
    }
}
