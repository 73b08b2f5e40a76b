package dev.caravan.reprocess;

import dev.caravan.dataset.Dataset;
import org.jspecify.annotations.Nullable;

/**
 * What is to happen to one file, and why.
 *
 * @param key its dataset's; null when it is in none
 * @param dataset what is to be claimed; null to leave the file
 */
record Decision(
        String path,
        @Nullable String key,
        Action action,
        String reason,
        @Nullable Dataset dataset) {

    static Decision skip(String path, @Nullable String key, String reason) {
        return new Decision(path, key, Action.SKIP, reason, null);
    }

    ReprocessItem item(@Nullable String job) {
        return new ReprocessItem(path, key, action.word(), reason, job);
    }

    /** It turned out otherwise. */
    ReprocessItem skipped(String because) {
        return skip(path, key, because).item(null);
    }

    enum Action {
        CONVERT,
        PUBLISH,
        SKIP;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
