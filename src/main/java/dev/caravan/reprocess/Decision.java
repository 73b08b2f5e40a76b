package dev.caravan.reprocess;

import dev.caravan.dataset.Dataset;
import org.jspecify.annotations.Nullable;

/**
 * What is to happen to one dataset, and why.
 *
 * @param path of the file, or of the directory or manifest that stands for many
 * @param key its dataset's; null when it is in none
 * @param dataset what is to be claimed; null to leave it
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

    static Decision convert(Dataset dataset, String reason) {
        return new Decision(dataset.target().toString(), dataset.key(), Action.CONVERT, reason, dataset);
    }

    static Decision publish(Dataset dataset, String reason) {
        return new Decision(dataset.target().toString(), dataset.key(), Action.PUBLISH, reason, dataset);
    }

    /** Only with the octree, where it is still on disk. */
    static Decision publish(Dataset dataset, KeptOctree kept) {
        String path = dataset.target().toString();
        return kept.octree()
                .map(octree -> new Decision(path, dataset.key(), Action.PUBLISH, kept.reason(), dataset.with(octree)))
                .orElseGet(() -> skip(path, dataset.key(), kept.reason()));
    }

    /** Nothing could be published of this version. */
    static Decision withoutOctree(Dataset dataset) {
        return skip(
                dataset.target().toString(), dataset.key(), "there is no octree of this version yet; use from=convert");
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
