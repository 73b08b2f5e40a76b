package dev.caravan.viewer;

import static dev.caravan.support.AlteringProxy.reply;

import dev.caravan.support.AlteringProxy.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a server does that keeps CORS rules and a policy for a bucket, as AWS does and the embedded server does not: for a proxy before
 * the latter. At first somebody else's rules are there, which are of no use to us.
 */
final class BucketWithRules {
    private String cors = """
            <CORSConfiguration><CORSRule><AllowedOrigin>https://theirs.example</AllowedOrigin>\
            <AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>""";
    private String policy =
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Sid\":\"Theirs\",\"Effect\":\"Deny\",\"Action\":\"s3:*\"}}";
    private final List<String> writes = new ArrayList<>();

    synchronized Optional<String> answer(Request request) {
        String line = request.line();
        if (line.contains("?cors ")) {
            cors = line.startsWith("PUT") ? written(request) : cors;
            return reply(200, line.startsWith("PUT") ? "" : cors, "Content-Type: application/xml");
        }
        if (line.contains("?policy ")) {
            policy = line.startsWith("PUT") ? written(request) : policy;
            return reply(200, line.startsWith("PUT") ? "" : policy, "Content-Type: application/json");
        }
        if (line.startsWith("OPTIONS") && !mayBeReadFrom(request.head())) {
            return reply(403, "");
        }
        boolean anonymous = !request.isSigned() && !line.startsWith("OPTIONS");
        return anonymous && !policy.contains("\"CaravanRead") ? reply(403, "") : Optional.empty();
    }

    synchronized String alter(String request, String answer) {
        return mayBeReadFrom(request) ? answer : answer.replaceAll("(?i)\r\nAccess-Control-[^\r]*", "");
    }

    synchronized List<String> writes() {
        return List.copyOf(writes);
    }

    synchronized String cors() {
        return cors;
    }

    synchronized String policy() {
        return policy;
    }

    private boolean mayBeReadFrom(String request) {
        return request.lines()
                .filter(line -> line.toLowerCase().startsWith("origin:"))
                .anyMatch(line ->
                        cors.contains("<AllowedOrigin>" + line.substring(7).strip() + "</AllowedOrigin>"));
    }

    private String written(Request request) {
        writes.add(request.line());
        return request.body();
    }
}
