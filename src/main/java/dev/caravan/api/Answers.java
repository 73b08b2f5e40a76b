package dev.caravan.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.stage.scan.ScanRunningException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.springframework.dao.DataAccessException;

/** Turns what a route has made, or why it failed, into an HTTP answer. */
public class Answers {
    private final ObjectMapper json;

    public Answers(ObjectMapper json) {
        this.json = json;
    }

    /** The body as JSON, 200. */
    public void json(Exchange exchange) throws JsonProcessingException {
        answer(
                exchange.getMessage(),
                200,
                "application/json",
                json.writeValueAsString(exchange.getMessage().getBody()));
    }

    /** The exception that was caught, as a problem document. */
    public void problem(Exchange exchange) {
        Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        Problem problem = problem(cause);
        answer(exchange.getMessage(), problem.status(), Problem.MEDIA_TYPE, problem.toJson());
    }

    private static Problem problem(Throwable cause) {
        if (cause instanceof ScanRunningException) {
            return Problem.of(409, "Conflict", String.valueOf(cause.getMessage()));
        }
        if (cause instanceof DataAccessException) {
            return Problem.of(
                    503, "Service Unavailable", "Redis cannot be reached; the scan runs again when it is back");
        }
        return Problem.of(500, "Internal Server Error", "see the service's log");
    }

    private static void answer(Message message, int status, String mediaType, String body) {
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, mediaType);
        message.setBody(body);
    }
}
