package dev.caravan.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.caravan.stage.scan.ScanResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.util.unit.DataSize;

class AnswersTest {
    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule());
    private final CamelContext camel = new DefaultCamelContext();
    private final Answers answers = new Answers(JSON);

    @Test
    void aScanIsAnsweredWithItsCountsAndNoHeaderOfOurs() throws Exception {
        Exchange exchange = exchangeWith(result(true, List.of()));
        exchange.getMessage().setHeader("CamelInternal", "secret");

        answers.json(exchange);

        assertThat(status(exchange)).isEqualTo(200);
        assertThat(contentType(exchange)).isEqualTo("application/json");
        assertThat(body(exchange).get("seen").asInt()).isEqualTo(7);
        assertThat(exchange.getMessage().getHeaders()).hasSize(2);
    }

    @Test
    void aScanThatCouldNotComeToItsEndIsAProblem() throws Exception {
        Exchange exchange = exchangeWith(result(false, List.of("a directory", "Redis does not answer")));

        answers.json(exchange);

        assertProblem(exchange, 503);
        assertThat(body(exchange).get("detail").asText()).startsWith("Redis does not answer");
    }

    @Test
    void withoutRedisTheServiceIsUnavailable() throws Exception {
        Exchange exchange = exchangeWith("");
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, new QueryTimeoutException("timed out"));

        answers.problem(exchange);

        assertProblem(exchange, 503);
    }

    @Test
    void whatNobodyForesawIsNotTold() throws Exception {
        Exchange exchange = exchangeWith("");
        exchange.getMessage().setHeader("CamelInternal", "secret");
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, new IllegalStateException("password=hunter2"));

        answers.problem(exchange);

        assertProblem(exchange, 500);
        assertThat(exchange.getMessage().getBody(String.class)).doesNotContain("hunter2");
        assertThat(exchange.getMessage().getHeaders()).hasSize(2);
    }

    @Test
    void aMistakeOfTheCallerIsAnsweredWithItsFieldsAndThePath() throws Exception {
        Exchange exchange = exchangeWith("");
        exchange.setProperty(
                "request",
                new ApiRequest(
                        Caller.ANONYMOUS,
                        "GET",
                        "/api/v1/jobs",
                        Map.of(),
                        Map.of(),
                        null,
                        null,
                        null,
                        null,
                        new byte[0]));
        exchange.setProperty(
                Exchange.EXCEPTION_CAUGHT,
                new IllegalStateException(new BadRequestException("limit", null, "a whole number from 1 to 100")));

        answers.problem(exchange);

        assertProblem(exchange, 400);
        JsonNode problem = body(exchange);
        assertThat(problem.get("type").asText()).isEqualTo("about:blank");
        assertThat(problem.get("title").asText()).isEqualTo("Bad Request");
        assertThat(problem.get("detail").asText())
                .isEqualTo("limit: nothing is given; it must be a whole number from 1 to 100");
        assertThat(problem.get("instance").asText()).isEqualTo("/api/v1/jobs");
        assertThat(problem.at("/errors/0/field").asText()).isEqualTo("limit");
        assertThat(problem.at("/errors/0/allowed").asText()).isEqualTo("a whole number from 1 to 100");
    }

    @Test
    void whatIsNotThereAndWhatCannotBeDoneNowHaveTheirStatus() throws Exception {
        Map<Integer, Exception> failures = Map.of(
                404, new NotFoundException("there is no job 'x'"),
                409, new ConflictException("the job is COMPLETED already"),
                413, new BodyTooLargeException(DataSize.ofMegabytes(1)));
        for (int status : failures.keySet()) {
            Exchange exchange = exchangeWith("");
            exchange.setProperty(Exchange.EXCEPTION_CAUGHT, failures.get(status));

            answers.problem(exchange);

            assertProblem(exchange, status);
            assertThat(body(exchange).get("detail").asText())
                    .isEqualTo(failures.get(status).getMessage());
            assertThat(body(exchange).has("errors")).isFalse();
        }
    }

    private static ScanResult result(boolean complete, List<String> errors) {
        return new ScanResult(
                Instant.EPOCH, Instant.EPOCH, 7, 7, 0, 0, 0, 0, 0, List.of(), errors, errors.size(), complete);
    }

    private static void assertProblem(Exchange exchange, int status) throws Exception {
        assertThat(status(exchange)).isEqualTo(status);
        assertThat(contentType(exchange)).isEqualTo("application/problem+json");
        assertThat(body(exchange).get("status").asInt()).isEqualTo(status);
    }

    private Exchange exchangeWith(Object body) {
        Exchange exchange = new DefaultExchange(camel);
        exchange.getMessage().setBody(body);
        return exchange;
    }

    private static Object status(Exchange exchange) {
        return exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE);
    }

    private static Object contentType(Exchange exchange) {
        return exchange.getMessage().getHeader(Exchange.CONTENT_TYPE);
    }

    private static JsonNode body(Exchange exchange) throws Exception {
        return JSON.readTree(exchange.getMessage().getBody(String.class));
    }
}
