package dev.caravan.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The service has refused, or could not be asked. Each line is for a person to read. */
final class RemoteException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int LONGEST_VALUE = 200;

    private final int exit;
    private final transient List<String> lines;

    private RemoteException(int exit, List<String> lines, @Nullable Throwable cause) {
        super(String.join("; ", lines), cause);
        this.exit = exit;
        this.lines = List.copyOf(lines);
    }

    RemoteException(int exit, String line) {
        this(exit, List.of(line), null);
    }

    static RemoteException unreachable(String line, Throwable cause) {
        return new RemoteException(RemoteExit.UNREACHABLE, List.of(line), cause);
    }

    /** What an answer that is an error says: a problem document (RFC 9457), or anything that stands before the service. */
    static RemoteException of(Answer answer) {
        JsonNode problem = answer.isJson() ? answer.json() : null;
        List<String> lines = problem == null ? new ArrayList<>() : lines(problem);
        if (lines.isEmpty()) {
            lines.add(answer.about() + " was answered with " + answer.status()
                    + answer.location()
                            .map(place -> ", a redirection to " + place)
                            .orElse(""));
        }
        if (answer.status() == 401) {
            lines.add("a key is shown with --key-file FILE or the variable CARAVAN_API_KEY");
        }
        return new RemoteException(RemoteExit.ofStatus(answer.status()), lines, null);
    }

    private static List<String> lines(JsonNode problem) {
        List<String> lines = new ArrayList<>();
        problem.path("errors").forEach(error -> lines.add(line(error)));
        if (lines.isEmpty()) {
            String detail = problem.path("detail").asText(problem.path("title").asText());
            if (!detail.isBlank()) {
                lines.add(detail);
            }
        }
        return lines;
    }

    private static String line(JsonNode error) {
        JsonNode found = error.path("found");
        JsonNode allowed = error.path("allowed");
        return error.path("field").asText("the request") + ": "
                + (found.isMissingNode() || found.isNull()
                        ? "nothing is given"
                        : "'" + value(found) + "' is not allowed")
                + (allowed.isMissingNode() || allowed.isNull() ? "" : "; it must be " + value(allowed));
    }

    private static String value(JsonNode node) {
        String text = node.isTextual() ? node.asText() : node.toString();
        return text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "..." : text;
    }

    int exit() {
        return exit;
    }

    List<String> lines() {
        return lines;
    }
}
