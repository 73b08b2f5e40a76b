package dev.caravan.api.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.api.Caller;
import dev.caravan.api.Callers;
import dev.caravan.api.RequestFilter;
import dev.caravan.api.RequestReader;
import dev.caravan.job.RedisLink;
import dev.caravan.support.RealRedis;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.util.unit.DataSize;

@ExtendWith(RealRedis.class)
class IdempotencyFilterTest {
    private final RequestFilter reader = new RequestFilter(new RequestReader(DataSize.ofKilobytes(1)), new Callers());
    private final IdempotencyFilter filter =
            new IdempotencyFilter(new AnswerStore(RealRedis.template(), new RedisLink()));
    private int done;
    private int status = 202;

    @BeforeEach
    void aCaller() {
        SecurityContextHolder.getContext()
                .setAuthentication(new TestingAuthenticationToken(Caller.ANONYMOUS, "", List.of()));
    }

    @AfterEach
    void nobody() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void aRequestIsDoneOnceAndAnsweredAgain() throws Exception {
        // when
        MockHttpServletResponse first = post("{\"a\":1}", "key");
        MockHttpServletResponse second = post("{\"a\":1}", "key");

        // then
        assertThat(done).isEqualTo(1);
        assertThat(second.getStatus()).isEqualTo(202);
        assertThat(second.getContentAsString())
                .isEqualTo(first.getContentAsString())
                .isEqualTo("done 1");
        assertThat(second.getHeader("Location")).isEqualTo("/there");
        assertThat(second.getContentType()).isEqualTo(first.getContentType());
        assertThat(first.getHeader("Idempotency-Replayed")).isNull();
        assertThat(second.getHeader("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void anotherRequestWithTheSameKeyIsRefused() throws Exception {
        post("{\"a\":1}", "key");

        assertThat(post("{\"a\":2}", "key").getStatus()).isEqualTo(422);
        assertThat(done).isEqualTo(1);
    }

    @Test
    void anAnswerThatSaysTryAgainIsNotKept() throws Exception {
        status = 503;
        post("{}", "key");
        status = 202;

        assertThat(post("{}", "key").getStatus()).isEqualTo(202);
        assertThat(done).isEqualTo(2);
    }

    @Test
    void whileTheFirstRunsTheSecondIsRefused() throws Exception {
        MockHttpServletResponse outer =
                send(request("{}", "key"), () -> assertThat(post("{}", "key").getStatus())
                        .isEqualTo(409));

        assertThat(outer.getStatus()).isEqualTo(202);
        assertThat(done).isEqualTo(1);
    }

    @Test
    void aKeyThatIsTooLongIsRefusedByName() throws Exception {
        MockHttpServletResponse answer = post("{}", "k".repeat(129));

        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(answer.getContentAsString()).contains("\"field\":\"Idempotency-Key\"");
    }

    @Test
    void withoutAKeyEachRequestIsDone() throws Exception {
        post("{}", null);
        post("{}", null);

        assertThat(done).isEqualTo(2);
    }

    private MockHttpServletResponse post(String body, String key) throws Exception {
        return send(request(body, key), () -> {});
    }

    private static MockHttpServletRequest request(String body, String key) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/api/v1/things");
        request.setContent(body.getBytes(StandardCharsets.UTF_8));
        if (key != null) {
            request.addHeader("Idempotency-Key", key);
        }
        return request;
    }

    private interface Work {
        void run() throws Exception;
    }

    private MockHttpServletResponse send(MockHttpServletRequest request, Work meanwhile) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        reader.doFilter(
                request,
                response,
                (read, answer) -> filter.doFilter(read, answer, (asked, answered) -> {
                    done++;
                    try {
                        meanwhile.run();
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                    HttpServletResponse http = (HttpServletResponse) answered;
                    http.setStatus(status);
                    http.setHeader("Location", "/there");
                    http.setContentType("text/plain");
                    http.getOutputStream().write(("done " + done).getBytes(StandardCharsets.UTF_8));
                }));
        return response;
    }
}
