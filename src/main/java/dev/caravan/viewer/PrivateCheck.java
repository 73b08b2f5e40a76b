package dev.caravan.viewer;

import java.io.IOException;

/** Nobody reads what viewers open without a signature. */
final class PrivateCheck implements Check {
    static final String NAME = "private";

    @Override
    public boolean look(Scene scene) throws IOException {
        Seen seen = scene.askAt(scene.publication().address(), 0);
        scene.add(
                seen.status() == 401 || seen.status() == 403
                        ? Finding.good(NAME, "status " + seen.status() + " without a signature")
                        : Finding.bad(
                                NAME,
                                seen.outcome() + " without a signature",
                                "status 401 or 403: the target's access is private",
                                Cure.PRIVACY));
        return true;
    }
}
