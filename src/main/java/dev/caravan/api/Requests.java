package dev.caravan.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Makes an {@link ApiRequest} of an exchange that has come in by HTTP. It is the first step of each route of the API, and
 * `removeHeaders: "*"` is the second.
 */
public class Requests {
    /** The exchange property that keeps the request while the body changes. */
    public static final String PROPERTY = "request";

    private static final String SERVLET_REQUEST = "CamelHttpServletRequest";

    /** @return the request, which becomes the body; it stays in the exchange property `request` as well */
    public ApiRequest read(Exchange exchange) {
        HttpServletRequest servletRequest = Objects.requireNonNull(
                exchange.getMessage().getHeader(SERVLET_REQUEST, HttpServletRequest.class),
                "a route of the API is called by HTTP only");
        ApiRequest request = RequestFilter.requestOf(servletRequest).withPathParameters(pathParameters(servletRequest));
        exchange.setProperty(PROPERTY, request);
        return request;
    }

    /** As Spring has matched and decoded them. */
    @SuppressWarnings("unchecked")
    private static Map<String, String> pathParameters(HttpServletRequest request) {
        Object parameters = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        return parameters == null ? Map.of() : (Map<String, String>) parameters;
    }
}
