package dev.caravan.api;

import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpHeaderFilterStrategy;

/** Keeps every header and parameter of a request out of the exchange, in any mix of case; answers keep Camel's own rule. */
public class NoHeadersFromOutside extends HttpHeaderFilterStrategy {

    @Override
    public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
        return true;
    }
}
