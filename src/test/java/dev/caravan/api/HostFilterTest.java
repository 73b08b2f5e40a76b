package dev.caravan.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class HostFilterTest {
    private final HostFilter filter = new HostFilter(List.of("maps.internal"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.0.0.1:8080",
                "127.0.1.1:1",
                "localhost",
                "LOCALHOST:8080",
                "[::1]:8080",
                "[::1]",
                "maps.internal:80",
                "Maps.Internal"
            })
    void ourOwnNamesAreAnswered(String host) throws Exception {
        assertThat(status("GET", host, null)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "127.0.0.1.evil.example",
                "localhost.evil.example",
                "192.0.2.7",
                "evil.example#localhost",
                "localhost@evil.example",
                "",
                ":8080",
                "[::2]",
                "127.0.0.1:80:80",
                "xmaps.internal"
            })
    void anotherNameIsThatOfAnAttacker(String host) throws Exception {
        assertThat(status("GET", host, null)).isEqualTo(403);
    }

    @Test
    void aRequestWithoutAHostIsRefused() throws Exception {
        assertThat(status("GET", null, null)).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:8080, http://localhost:8080, 200",
        "LOCALHOST:8080, http://localhost:8080, 200",
        "maps.internal, https://maps.internal, 200",
        "localhost:8080, http://localhost:3000, 403",
        "localhost:8080, http://127.0.0.1:8080, 403",
        "localhost:8080, https://evil.example, 403",
        "localhost:8080, null, 403",
        "localhost:8080, http://localhost:8080.evil.example, 403",
        "localhost:8080, ftp://localhost:8080, 403"
    })
    void onlyOurOwnPagesMayChangeSomething(String host, String origin, int status) throws Exception {
        for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
            assertThat(status(method, host, origin)).as(method).isEqualTo(status);
        }
        assertThat(status("GET", host, origin)).isEqualTo(200);
    }

    private int status(String method, String host, String origin) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest(method, "/api/v1/scan");
        if (host != null) {
            request.addHeader("Host", host);
        }
        if (origin != null) {
            request.addHeader("Origin", origin);
        }
        MockHttpServletResponse response = new MockHttpServletResponse();
        filter.doFilter(request, response, new MockFilterChain());
        return response.getStatus();
    }
}
