package dev.caravan.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.caravan.stage.scan.ScanResult;
import java.time.Instant;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;

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
