package dev.caravan.geozarr;

import dev.caravan.job.Origin;
import dev.caravan.job.Priority;
import dev.caravan.manifest.Manifest;
import dev.caravan.stac.Product;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A product that becomes a GeoZarr, and goes to targets.
 *
 * @param id of its job
 * @param key of the dataset, below the prefix of each target
 * @param source address or absolute path of a STAC item or a Zarr store, as it was asked for
 * @param asset key of the item's asset that is the store
 * @param groups that are converted, absolute
 * @param targets names of those that it goes to
 * @param origin for whom
 * @param priority null for that of the job's type
 * @param product what the source leads to; null before that was looked at
 * @param result what the conversion made; null before
 */
public record GeoZarr(
        String id,
        String key,
        String source,
        String asset,
        List<String> groups,
        List<String> targets,
        Origin origin,
        @Nullable Priority priority,
        @Nullable Product product,
        @Nullable Result result) {

    public GeoZarr {
        groups = List.copyOf(groups);
        targets = List.copyOf(targets);
    }

    /**
     * A GeoZarr on disk.
     *
     * @param directory of the attempt that made it
     * @param producer what made it
     * @param version its name; null before it was proven
     */
    public record Result(
            Path directory,
            Manifest.Producer producer,
            @Nullable Instant proven,
            @Nullable String version) {

        /** The store itself. */
        public Path store() {
            return store(directory);
        }

        /** Where an attempt puts it. */
        public static Path store(Path attempt) {
            return attempt.resolve("product.zarr");
        }
    }

    public GeoZarr with(Product found) {
        return new GeoZarr(id, key, source, asset, groups, targets, origin, priority, found, result);
    }

    public GeoZarr with(Result made) {
        return new GeoZarr(id, key, source, asset, groups, targets, origin, priority, product, made);
    }

    public Product requireProduct() {
        return Objects.requireNonNull(product, "the source was looked at");
    }

    public Result requireResult() {
        return Objects.requireNonNull(result, "it was converted");
    }
}
