package dev.caravan.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.stage.scan.ScanResult;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Turns what a route has made, or why it failed, into an HTTP answer. */
public class Answers {
    private final ObjectMapper json;

    public Answers(ObjectMapper json) {
        this.json = json;
    }

    /** The body as JSON, 200, unless it is an {@link Answer}; a problem when it is a scan that could not come to its end. */
    public void json(Exchange exchange) throws JsonProcessingException {
        Message message = exchange.getMessage();
        if (message.getBody() instanceof ScanResult scan && !scan.complete()) {
            answer(exchange, unavailable(scan));
        } else if (message.getBody() instanceof Answer answer) {
            answer(message, answer);
        } else {
            answer(message, 200, "application/json", json.writeValueAsString(message.getBody()));
        }
    }

    /** The exception that was caught, as a problem document. */
    public void problem(Exchange exchange) {
        answer(exchange, Problems.of(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class)));
    }

    private static Problem unavailable(ScanResult scan) {
        String reason = scan.errors().get(scan.errors().size() - 1);
        return Problems.unavailable(reason + "; the scan is repeated as soon as it can be");
    }

    private static void answer(Exchange exchange, Problem problem) {
        ApiRequest request = exchange.getProperty(Requests.PROPERTY, ApiRequest.class);
        String body = problem.at(request == null ? null : request.path()).toJson();
        answer(exchange.getMessage(), problem.status(), Problem.MEDIA_TYPE, body);
    }

    private void answer(Message message, Answer answer) throws JsonProcessingException {
        Object content = answer.content();
        if (content == null) {
            message.removeHeaders("*");
            message.setHeader(Exchange.HTTP_RESPONSE_CODE, answer.status());
            message.setBody("");
        } else {
            boolean asJson = answer.mediaType().equals(Answer.JSON);
            answer(message, answer.status(), answer.mediaType(), asJson ? json.writeValueAsString(content) : content);
        }
        answer.headers().forEach(message::setHeader);
    }

    private static void answer(Message message, int status, String mediaType, Object body) {
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, mediaType);
        message.setBody(body);
    }
}
