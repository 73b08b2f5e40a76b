package dev.caravan.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.unit.DataSize;

class RequestReaderTest {
    private final RequestReader reader = new RequestReader(DataSize.ofBytes(10));
    private final MockHttpServletRequest request = new MockHttpServletRequest("POST", "/api/v1/scan");

    @Test
    void theFewThingsThatWeKnowAreRead() throws IOException {
        request.setQueryString("state=FAILED");
        request.addHeader("Accept", "application/json");
        request.setContentType("application/json");
        request.addHeader("idempotency-KEY", "7f1c");
        request.addHeader("Last-Event-ID", "42");
        request.addHeader("CamelFileName", "x");
        request.setContent(new byte[] {(byte) 0xff, 0});

        ApiRequest read = reader.read(request, Caller.ANONYMOUS);

        assertThat(read.caller()).isEqualTo(Caller.ANONYMOUS);
        assertThat(read.method()).isEqualTo("POST");
        assertThat(read.path()).isEqualTo("/api/v1/scan");
        assertThat(read.query()).containsOnlyKeys("state").containsEntry("state", List.of("FAILED"));
        assertThat(List.of(read.accept(), read.contentType(), read.idempotencyKey(), read.lastEventId()))
                .containsExactly("application/json", "application/json", "7f1c", "42");
        assertThat(read.body()).containsExactly(0xff, 0);
    }

    @Test
    void whatIsNotThereIsNull() throws IOException {
        ApiRequest read = reader.read(request, Caller.ANONYMOUS);

        assertThat(read.idempotencyKey()).isNull();
        assertThat(read.contentType()).isNull();
        assertThat(read.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "line\nbreak", "ü"})
    void anIdempotencyKeyIsVisibleAscii(String key) {
        request.addHeader("Idempotency-Key", key);

        assertThatThrownBy(() -> reader.read(request, Caller.ANONYMOUS))
                .isInstanceOf(BadRequestException.class)
                .hasMessageStartingWith("Idempotency-Key: ");
    }

    @Test
    void anIdempotencyKeyIsGivenOnceAndIsNotLong() {
        request.addHeader("Idempotency-Key", "a".repeat(256));
        assertThatThrownBy(() -> reader.read(request, Caller.ANONYMOUS)).hasMessageContaining("a…'");

        request.addHeader("Idempotency-Key", "b");
        assertThatThrownBy(() -> reader.read(request, Caller.ANONYMOUS)).hasMessageContaining("there once");
    }

    @Test
    void aBodyUpToTheLimitIsRead() throws IOException {
        request.setContent(new byte[10]);
        assertThat(reader.body(request)).hasSize(10);

        request.setContent(new byte[11]);
        assertThatThrownBy(() -> reader.body(request))
                .isInstanceOf(BodyTooLargeException.class)
                .hasMessage("the body is larger than 10 bytes, which is caravan.api.limits.maximum-body");
    }
}
