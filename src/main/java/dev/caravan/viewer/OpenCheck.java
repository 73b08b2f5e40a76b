package dev.caravan.viewer;

import java.io.IOException;

/** Everybody may read `metadata.json`: HEAD is answered with 200. */
final class OpenCheck implements Check {
    static final String NAME = "open";

    @Override
    public boolean look(Scene scene) throws IOException {
        Seen seen = scene.ask("HEAD", OctreeNames.METADATA, 0);
        if (seen.status() == 200) {
            scene.add(Finding.good(NAME, "HEAD of metadata.json has status 200"));
            return true;
        }
        boolean refused = seen.status() == 401 || seen.status() == 403;
        scene.add(Finding.bad(
                NAME,
                "HEAD of metadata.json has " + seen.outcome(),
                "status 200 for everybody",
                refused ? Cure.ACCESS : Cure.SERVER));
        return false;
    }
}
