package dev.caravan.viewer;

import java.io.IOException;
import java.util.List;

/** What is replaced in place is not kept for long: with the metadata of an earlier store a reader would take chunks of the new one. */
final class CachingCheck implements Check {
    private static final String NAME = "caching";
    private static final String AGE = "max-age=";
    private static final long LONGEST_SECONDS = 3600;

    @Override
    public boolean look(Scene scene) throws IOException {
        Subject subject = scene.subject();
        if (subject.isReplaced()) {
            List<String> words = scene.ask("HEAD", subject.entrance(), 0).words("Cache-Control");
            scene.add(
                    words.stream().anyMatch(CachingCheck::isLong)
                            ? Finding.bad(
                                    NAME,
                                    "Cache-Control: " + String.join(", ", words) + " of " + subject.entrance(),
                                    "no more than max-age=" + LONGEST_SECONDS
                                            + " in the plain layout, where it is replaced (cache-control of the target)",
                                    Cure.SERVER)
                            : Finding.good(NAME, subject.entrance() + " is not kept for long"));
        }
        return true;
    }

    private static boolean isLong(String word) {
        return word.equals("immutable")
                || word.matches(AGE + "\\d{1,18}") && Long.parseLong(word.substring(AGE.length())) > LONGEST_SECONDS;
    }
}
