package dev.caravan.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiRequestTest {

    @Test
    void aParameterThatIsThereOnceIsItsValue() {
        ApiRequest request = withQuery(Map.of("state", List.of("FAILED"), "tag", List.of("a", "b")));

        assertThat(request.parameter("state")).contains("FAILED");
        assertThat(request.parameter("missing")).isEmpty();
        assertThat(request.parameters("tag")).containsExactly("a", "b");
        assertThatThrownBy(() -> request.parameter("tag"))
                .hasMessage("tag: 'a, b' is not allowed; it must be there once");
    }

    @Test
    void aNumberHasItsLimitsAndItsDefault() {
        assertThat(withQuery(Map.of("limit", List.of("20"))).number("limit", 1, 100, 50))
                .isEqualTo(20);
        assertThat(withQuery(Map.of()).number("limit", 1, 100, 50)).isEqualTo(50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "-1", "1.5", "", "many", "99999999999999999999"})
    void anotherNumberIsRefusedWithItsLimits(String value) {
        assertThatThrownBy(() -> withQuery(Map.of("limit", List.of(value))).number("limit", 1, 100, 50))
                .isInstanceOf(BadRequestException.class)
                .hasMessage("limit: '" + value + "' is not allowed; it must be a whole number from 1 to 100");
    }

    @Test
    void aMisspeltParameterIsNamedWithThoseThatThereAre() {
        ApiRequest request = withQuery(Map.of("limit", List.of("1"), "stat", List.of("x")));

        assertThatCode(() -> request.allowParameters("limit", "stat")).doesNotThrowAnyException();
        assertThatThrownBy(() -> request.allowParameters("state", "limit"))
                .isInstanceOfSatisfying(BadRequestException.class, refused -> assertThat(refused.errors())
                        .containsExactly(new FieldProblem("stat", "x", "one of the parameters [limit, state]")));
        assertThatThrownBy(request::allowParameters).hasMessageContaining("there are no parameters here");
    }

    @Test
    void aPlaceholderThatThePathDoesNotHaveIsOurOwnFault() {
        assertThat(withQuery(Map.of()).withPathParameters(Map.of("id", "7")).pathParameter("id"))
                .isEqualTo("7");
        assertThatThrownBy(() -> withQuery(Map.of()).pathParameter("id")).isInstanceOf(IllegalArgumentException.class);
    }

    private static ApiRequest withQuery(Map<String, List<String>> query) {
        return new ApiRequest(
                Caller.ANONYMOUS, "GET", "/api/v1/jobs", Map.of(), query, null, null, null, null, new byte[0]);
    }
}
