package dev.caravan.viewer;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A page of each configured origin may read metadata and ranges, and what the answers say of them. potree-core sends a content type with each
 * range, so browsers ask first.
 */
final class CrossOriginCheck implements Check {
    /** What viewers read of an answer. */
    static final List<String> EXPOSED = List.of("content-range", "content-length", "etag");
    /** What any viewer sends. */
    static final List<String> SENT = List.of("range", "content-type");

    private static final String GET = "cors-get";
    private static final String RANGE = "cors-range";
    private static final String PREFLIGHT = "cors-preflight";

    @Override
    public boolean look(Scene scene) throws IOException {
        if (scene.origins().isEmpty()) {
            scene.add(Finding.good("cors", "not looked at: caravan.viewer.origins names no origin"));
        }
        for (String origin : scene.origins()) {
            preflight(scene, origin);
            metadata(scene, origin);
            range(scene, origin);
        }
        return true;
    }

    private static void preflight(Scene scene, String origin) throws IOException {
        List<String> sent = scene.subject().sent();
        Seen seen = scene.askFrom(
                origin,
                "OPTIONS",
                scene.subject().content(),
                0,
                "Access-Control-Request-Method",
                "GET",
                "Access-Control-Request-Headers",
                String.join(",", sent.stream().sorted().toList()));
        Optional<String> closed = seen.closedTo(origin);
        List<String> allowed = seen.words("Access-Control-Allow-Headers");
        if (seen.status() / 100 != 2) {
            add(scene, PREFLIGHT, origin, Optional.of(seen.outcome()), "a status of success");
        } else if (closed.isPresent()) {
            add(scene, PREFLIGHT, origin, closed, "the origin of the page, or *");
        } else {
            add(
                    scene,
                    PREFLIGHT,
                    origin,
                    missing("Access-Control-Allow-Headers", sent, allowed),
                    String.join(", ", sent));
        }
    }

    private static void metadata(Scene scene, String origin) throws IOException {
        Seen seen = scene.askFrom(origin, "GET", scene.subject().entrance(), 0);
        add(scene, GET, origin, seen.closedTo(origin), "Access-Control-Allow-Origin with the page's, or *");
    }

    private static void range(Scene scene, String origin) throws IOException {
        Seen seen = scene.askFrom(origin, "GET", scene.subject().content(), 1, "Range", "bytes=0-0");
        Optional<String> closed = seen.closedTo(origin);
        add(
                scene,
                RANGE,
                origin,
                closed.isPresent()
                        ? closed
                        : missing(
                                "Access-Control-Expose-Headers", EXPOSED, seen.words("Access-Control-Expose-Headers")),
                closed.isPresent() ? "Access-Control-Allow-Origin with the page's, or *" : String.join(", ", EXPOSED));
    }

    private static Optional<String> missing(String header, List<String> wanted, List<String> found) {
        if (found.contains("*") || found.containsAll(wanted)) {
            return Optional.empty();
        }
        return Optional.of(
                header + ": " + (found.isEmpty() ? "none" : found.stream().collect(Collectors.joining(", "))));
    }

    private static void add(Scene scene, String check, String origin, Optional<String> fault, String expected) {
        scene.add(fault.map(found -> Finding.bad(check, "pages of " + origin + " get " + found, expected, Cure.CORS))
                .orElseGet(() -> Finding.good(check, "pages of " + origin + " may read")));
    }
}
