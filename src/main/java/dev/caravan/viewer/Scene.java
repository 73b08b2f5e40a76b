package dev.caravan.viewer;

import dev.caravan.publication.Publication;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is looked at, and what was found so far. */
final class Scene {
    /** Stands for the pages of any origin: no server names it, so only one that lets all in lets it in (RFC 6761, section 6.4). */
    private static final String ANY_ORIGIN = "https://viewer.invalid";

    private final Browser browser;
    private final Publication publication;
    private final Original original;
    private final List<String> origins;
    private final Function<String, URI> addresses;
    private final List<Finding> findings = new ArrayList<>();
    private @Nullable Subject subject;

    /**
     * @param origins as in the configuration
     * @param addresses from an object's name to where the browser asks for it
     */
    Scene(
            Browser browser,
            Publication publication,
            Original original,
            List<String> origins,
            Function<String, URI> addresses) {
        this.browser = browser;
        this.publication = publication;
        this.original = original;
        this.origins = origins.stream()
                .map(origin -> origin.equals(ViewerSettings.ANY) ? ANY_ORIGIN : origin)
                .toList();
        this.addresses = addresses;
    }

    Publication publication() {
        return publication;
    }

    /** @throws IOException the target does not say what it has */
    Subject subject() throws IOException {
        Subject known = subject;
        if (known == null) {
            known = Subject.of(publication, original);
            subject = known;
        }
        return known;
    }

    Original original() {
        return original;
    }

    /** Each as a browser sends it. */
    List<String> origins() {
        return origins;
    }

    List<Finding> findings() {
        return findings;
    }

    void add(Finding finding) {
        findings.add(finding);
    }

    /** As a page of the first origin asks, or without an origin when there is none. */
    Seen ask(String method, String name, int most, String... headers) throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        origins.stream().findFirst().ifPresent(origin -> all.put("Origin", origin));
        return ask(method, name, most, all, headers);
    }

    Seen askFrom(String origin, String method, String name, int most, String... headers) throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("Origin", origin);
        return ask(method, name, most, all, headers);
    }

    Seen askAt(URI address, int most) throws IOException {
        return browser.ask("GET", address, Map.of(), most);
    }

    private Seen ask(String method, String name, int most, Map<String, String> all, String... headers)
            throws IOException {
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        return browser.ask(method, addresses.apply(name), all, most);
    }
}
