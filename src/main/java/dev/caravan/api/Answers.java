package dev.caravan.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.stage.scan.ScanResult;
import dev.caravan.stage.scan.ScanRunningException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.util.ObjectHelper;
import org.springframework.dao.DataAccessException;

/** Turns what a route has made, or why it failed, into an HTTP answer. */
public class Answers {
    private final ObjectMapper json;

    public Answers(ObjectMapper json) {
        this.json = json;
    }

    /** The body as JSON, 200; a problem when it is a scan that could not come to its end. */
    public void json(Exchange exchange) throws JsonProcessingException {
        Message message = exchange.getMessage();
        if (message.getBody() instanceof ScanResult scan && !scan.complete()) {
            answer(message, unavailable(scan.errors().get(scan.errors().size() - 1)));
        } else {
            answer(message, 200, "application/json", json.writeValueAsString(message.getBody()));
        }
    }

    /** The exception that was caught, as a problem document. */
    public void problem(Exchange exchange) {
        Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        answer(exchange.getMessage(), problem(cause));
    }

    private static Problem problem(Throwable cause) {
        ScanRunningException running = ObjectHelper.getException(ScanRunningException.class, cause);
        if (running != null) {
            return Problem.of(409, "Conflict", String.valueOf(running.getMessage()));
        }
        if (ObjectHelper.getException(DataAccessException.class, cause) != null) {
            return unavailable("Redis cannot be reached");
        }
        return Problem.of(500, "Internal Server Error", "see the service's log");
    }

    private static Problem unavailable(String reason) {
        return Problem.of(503, "Service Unavailable", reason + "; the scan is repeated as soon as it can be");
    }

    private static void answer(Message message, Problem problem) {
        answer(message, problem.status(), Problem.MEDIA_TYPE, problem.toJson());
    }

    private static void answer(Message message, int status, String mediaType, String body) {
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, mediaType);
        message.setBody(body);
    }
}
