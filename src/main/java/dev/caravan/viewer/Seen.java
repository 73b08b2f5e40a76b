package dev.caravan.viewer;

import java.net.http.HttpHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An answer, as a browser gets it.
 *
 * @param body as much of it as was wanted
 */
record Seen(int status, HttpHeaders headers, byte[] body) {

    /** '' when it is not there. */
    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** For people: the header, or that it is not there. */
    String said(String name) {
        String value = header(name);
        return value.isEmpty() ? "no " + name : name + ": " + value;
    }

    /** The words of a header that is a list, in lower case. */
    List<String> words(String name) {
        return headers.allValues(name).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(word -> word.strip().toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** What a browser makes of the answer to a page of this origin: empty when the page may read it. */
    Optional<String> closedTo(String origin) {
        List<String> allowed = headers.allValues("Access-Control-Allow-Origin");
        if (allowed.isEmpty()) {
            return Optional.of("no Access-Control-Allow-Origin");
        }
        String found = String.join(", ", allowed);
        return found.equals("*") || found.equals(origin)
                ? Optional.empty()
                : Optional.of("Access-Control-Allow-Origin: " + found);
    }

    /** For people: the status, and where it leads elsewhere. */
    String outcome() {
        String place = header("Location");
        return "status " + status + (place.isEmpty() ? "" : ", a redirection to " + place);
    }
}
