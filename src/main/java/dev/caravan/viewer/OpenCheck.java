package dev.caravan.viewer;

import java.io.IOException;

/** Everybody may read what viewers open: HEAD is answered with 200. */
final class OpenCheck implements Check {
    static final String NAME = "open";

    @Override
    public boolean look(Scene scene) throws IOException {
        String entrance = scene.subject().entrance();
        Seen seen = scene.ask("HEAD", entrance, 0);
        if (seen.status() == 200) {
            scene.add(Finding.good(NAME, "HEAD of " + entrance + " has status 200"));
            return true;
        }
        boolean refused = seen.status() == 401 || seen.status() == 403;
        scene.add(Finding.bad(
                NAME,
                "HEAD of " + entrance + " has " + seen.outcome(),
                "status 200 for everybody",
                refused ? Cure.ACCESS : Cure.SERVER));
        return false;
    }
}
