package dev.caravan.viewer;

import java.io.IOException;
import java.net.URI;

/** `latest.json` of the versioned layout can be read, and nothing keeps an old one. */
final class PointerCheck implements Check {
    private static final String NAME = "pointer";

    @Override
    public boolean look(Scene scene) throws IOException {
        URI pointer = scene.publication().pointer();
        if (pointer != null) {
            Seen seen = scene.askAt(pointer, 0);
            String caching = String.join(", ", seen.words("Cache-Control"));
            if (seen.status() != 200) {
                scene.add(Finding.bad(NAME, "GET has " + seen.outcome(), "status 200", Cure.SERVER));
            } else if (!caching.contains("no-cache") && !caching.contains("no-store")) {
                scene.add(Finding.bad(NAME, "Cache-Control: " + caching, "no-cache", Cure.SERVER));
            } else {
                scene.add(Finding.good(NAME, "latest.json is there, and is not kept by caches"));
            }
        }
        return true;
    }
}
