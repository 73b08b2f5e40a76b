package dev.caravan.cli.remote;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parameters of a request, in the order in which they are added; what is null is left out. */
final class Query {
    private final List<String> parts = new ArrayList<>();

    Query with(String name, @Nullable Object value) {
        if (value != null) {
            parts.add(name + "=" + encode(value.toString()));
        }
        return this;
    }

    /** Several values of one parameter, separated by commas; none when there are none. */
    Query with(String name, Collection<String> values) {
        return with(name, values.isEmpty() ? null : String.join(",", values));
    }

    Query copy() {
        Query copy = new Query();
        copy.parts.addAll(parts);
        return copy;
    }

    /** With its question mark; empty without parameters. */
    @Override
    public String toString() {
        return parts.isEmpty() ? "" : "?" + String.join("&", parts);
    }

    /** For a path's segment as well: blanks are %20. */
    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
